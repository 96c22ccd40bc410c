// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

/// Keeps what one thread writes again and again off the cache lines of whatever lies before it.
///
/// The virtual machine lays out the fields of a superclass first, so a class that extends this one has its own fields 132 bytes behind
/// the object before it. Objects that two threads use at once each extend it, so none shares a line with another: one shared
/// line between a publisher and the engine more than doubles the cost of a row.
@SuppressWarnings("unused")
public abstract class Padding {
    private int gap; // takes the four bytes behind the header, where a subclass's field would go otherwise
    private long p0;
    private long p1;
    private long p2;
    private long p3;
    private long p4;
    private long p5;
    private long p6;
    private long p7;
    private long p8;
    private long p9;
    private long p10;
    private long p11;
    private long p12;
    private long p13;
    private long p14;
    private long p15;
}
