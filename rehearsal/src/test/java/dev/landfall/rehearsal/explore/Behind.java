package dev.landfall.rehearsal.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.rehearsal.world.StandIn;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Stand-ins that do as what they stand for, but for one method. */
final class Behind {

    private static final StackWalker STACK = StackWalker.getInstance();

    /** What the method does. */
    @FunctionalInterface
    interface Instead<T> {
        @Nullable
        Object answer(T real, Object[] arguments);
    }

    private Behind() {}

    static <T> StandIn<T> port(Class<T> port, String method, Instead<T> instead) {
        assertThat(Arrays.stream(port.getMethods()).map(Method::getName)).contains(method);
        return new StandIn<>(
                port,
                real -> port.cast(Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (proxy, called, arguments) -> called.getName().equals(method)
                                ? instead.answer(real, arguments)
                                : invoke(called, real, arguments))));
    }

    /** Whether the call under way comes from this class. */
    static boolean isCalledBy(Class<?> caller) {
        return STACK.walk(
                frames -> frames.anyMatch(frame -> frame.getClassName().equals(caller.getName())));
    }

    /** Whether the call under way comes from this method. */
    static boolean isCalledBy(Class<?> caller, String method) {
        return STACK.walk(
                frames -> frames.anyMatch(frame -> frame.getClassName().equals(caller.getName())
                        && frame.getMethodName().equals(method)));
    }

    private static @Nullable Object invoke(Method method, Object real, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
