// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Storage;

/// A disk that tells of each change before it is made, and of each write once more when half of it is.
///
/// For deaths of processes, not of machines: what is allocated ahead takes no space, and nothing is forced, so that thousands of
/// directories can be tried.
public final class WatchedStorage {
    private static final Set<String> CHANGES = Set.of("createDirectories", "create", "rename", "delete",
            "forceDirectory", "truncate", "force", "write");
    private static final Set<String> FORCES = Set.of("force", "forceDirectory");

    private final Watcher watcher;

    /// Is told of a change by the thread that is about to make it, and may fail it.
    @FunctionalInterface
    public interface Watcher {
        void before(String change) throws IOException;
    }

    private WatchedStorage(Watcher watcher) {
        this.watcher = watcher;
    }

    public static Storage of(Storage real, Watcher watcher) {
        return new WatchedStorage(watcher).watched(Storage.class, real);
    }

    private <T> T watched(Class<T> type, T real) {
        InvocationHandler handler = (_, method, arguments) -> {
            ByteBuffer bytes = method.getName().equals("write") ? (ByteBuffer) arguments[0] : null;
            if (bytes != null && isZero(bytes)) {
                return call(real, method, lastByteOf(bytes, (long) arguments[1]));
            }
            if (CHANGES.contains(method.getName())) {
                watcher.before(method.getName() + " "
                        + (bytes == null ? arguments == null ? "" : arguments[0] : bytes.remaining()));
            }
            if (bytes != null && bytes.remaining() > 1) {
                call(real, method, new Object[]{bytes.slice(bytes.position(), bytes.remaining() / 2), arguments[1]});
                watcher.before("torn write " + bytes.remaining());
            }
            if (FORCES.contains(method.getName())) {
                return null; // a kill needs no barrier
            }
            Object answer = call(real, method, arguments);
            return answer instanceof Storage.File file ? watched(Storage.File.class, file) : answer;
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, handler));
    }

    /// Space that is allocated ahead: a hole will do.
    private static Object[] lastByteOf(ByteBuffer zeros, long position) {
        int last = Math.max(zeros.position(), zeros.limit() - 1);
        Object[] arguments = {zeros.slice(last, zeros.limit() - last), position + last - zeros.position()};
        zeros.position(zeros.limit());
        return arguments;
    }

    private static boolean isZero(ByteBuffer bytes) {
        for (int at = bytes.position(); at < bytes.limit(); at++) {
            if (bytes.get(at) != 0) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Object call(Object real, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }
}
