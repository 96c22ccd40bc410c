// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

/// What speaks against bytes being the record that comes next.
public enum Flaw {
    /// The file ends, or only zeros follow.
    NOTHING("nothing follows"),
    /// The bytes do not begin as a record does.
    NO_RECORD("no record begins here"),
    /// A length that no record has.
    LENGTH("the record's length cannot be"),
    /// The record would end behind the end of the file.
    CUT_OFF("the file ends inside the record"),
    /// Another version of the format; with a right checksum it is a newer one.
    VERSION("the record's version is unknown"),
    /// Some of the bytes are not what was written.
    CHECKSUM("the record's checksum is wrong"),
    /// Whole, but written by another start of the engine.
    INCARNATION("the record belongs to another incarnation"),
    /// Whole, but not the one that comes next.
    SEQUENCE("the record's sequence is not the one that comes next"),
    /// Whole, but written behind another record than the one before it.
    CHAIN("the record does not follow the one before it"),
    /// Whole, but of a type that has no place here.
    TYPE("a record of this type has no place here"),
    /// A file that begins with another number than the one that comes next.
    FILE_NUMBER("the file is not the one that comes next"),
    /// Nothing is wrong with what is there, but more must have been.
    MISSING("records that were written behind this place are missing"),
    /// Whole and in its place, and still what it says makes no sense.
    CONTENT("what the record holds makes no sense");

    private final String sentence;

    Flaw(String sentence) {
        this.sentence = sentence;
    }

    /// For people: `the record's checksum is wrong`.
    public String sentence() {
        return sentence;
    }
}
