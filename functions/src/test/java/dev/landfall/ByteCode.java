package dev.landfall;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The calls that stand in our compiled methods. With the JDK's own reader of class files: it tells which lambda is made
 * where, and the command's tests, which use this too, have it without a further dependency.
 */
final class ByteCode {
    private static final String OURS = "dev.landfall.";
    private static final Map<String, Map<String, Body>> CLASSES = new ConcurrentHashMap<>();

    private ByteCode() {}

    /** A method as a class file names it; the owner's name has dots. */
    record Method(String owner, String name, String descriptor) {
        static Method of(ClassDesc owner, String name, String descriptor) {
            String binary = owner.descriptorString().replaceAll("^L|;$", "").replace('/', '.');
            return new Method(binary, name, descriptor);
        }

        /** The same method where another class declares it. */
        Method in(Class<?> other) {
            return new Method(other.getName(), name, descriptor);
        }

        boolean isOurs() {
            return owner.startsWith(OURS);
        }

        Class<?> ownerClass() {
            try {
                return Class.forName(owner, false, ByteCode.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String toString() {
            return owner.substring(owner.lastIndexOf('.') + 1) + "." + name;
        }
    }

    /** @param virtual whether the class of the object decides which method it is */
    record Call(Method target, boolean virtual) {}

    /**
     * What a method does.
     *
     * @param calls a lambda or a method reference counts where it is made, whoever calls it later
     * @param made classes of which it makes objects
     * @param touched classes that are initialised by it
     */
    record Body(boolean isStatic, List<Call> calls, Set<String> made, Set<String> touched) {}

    /** Null if the class declares no such method, or one without code. */
    static @Nullable Body body(Method method) {
        return methods(method.owner()).get(method.name() + method.descriptor());
    }

    static List<Method> declared(Class<?> type) {
        return methods(type.getName()).keySet().stream()
                .map(signature -> new Method(
                        type.getName(),
                        signature.substring(0, signature.indexOf('(')),
                        signature.substring(signature.indexOf('('))))
                .toList();
    }

    /** All classes that were compiled together with this one. */
    static List<Class<?>> besides(Class<?> one) {
        Path root = root(one);
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(root::relativize)
                    .map(Path::toString)
                    .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
                    .<Class<?>>map(
                            file -> new Method(file.replace(".class", "").replace('/', '.'), "", "").ownerClass())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root(Class<?> one) {
        try {
            return Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Body> methods(String owner) {
        return CLASSES.computeIfAbsent(owner, ByteCode::read);
    }

    private static Map<String, Body> read(String owner) {
        Map<String, Body> methods = new HashMap<>();
        for (MethodModel method : parse(owner).methods()) {
            method.code()
                    .ifPresent(code -> methods.put(
                            method.methodName().stringValue()
                                    + method.methodType().stringValue(),
                            body(method.flags().has(AccessFlag.STATIC), code)));
        }
        return methods;
    }

    private static ClassModel parse(String owner) {
        String file = "/" + owner.replace('.', '/') + ".class";
        try (InputStream in = ByteCode.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no class file of " + owner);
            }
            return ClassFile.of().parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Body body(boolean isStatic, Iterable<CodeElement> code) {
        Body body = new Body(isStatic, new ArrayList<>(), new HashSet<>(), new HashSet<>());
        for (CodeElement element : code) {
            switch (element) {
                case InvokeInstruction invoke -> addCall(body, invoke);
                case InvokeDynamicInstruction dynamic ->
                    dynamic.bootstrapArgs().stream()
                            .filter(DirectMethodHandleDesc.class::isInstance)
                            .forEach(handle -> addHandle(body, (DirectMethodHandleDesc) handle));
                case NewObjectInstruction made ->
                    body.made.add(made.className().asInternalName().replace('/', '.'));
                case FieldInstruction field ->
                    body.touched.add(field.owner().asInternalName().replace('/', '.'));
                default -> {}
            }
        }
        return body;
    }

    private static void addCall(Body body, InvokeInstruction invoke) {
        Method target = new Method(
                invoke.owner().asInternalName().replace('/', '.'),
                invoke.name().stringValue(),
                invoke.type().stringValue());
        boolean virtual = switch (invoke.opcode()) {
            case INVOKEVIRTUAL, INVOKEINTERFACE -> true;
            default -> false;
        };
        body.calls.add(new Call(target, virtual));
        body.touched.add(target.owner());
    }

    private static void addHandle(Body body, DirectMethodHandleDesc handle) {
        Method target = Method.of(handle.owner(), handle.methodName(), handle.lookupDescriptor());
        switch (handle.kind()) {
            case VIRTUAL, INTERFACE_VIRTUAL -> body.calls.add(new Call(target, true));
            case STATIC, INTERFACE_STATIC, SPECIAL, INTERFACE_SPECIAL -> body.calls.add(new Call(target, false));
            case CONSTRUCTOR -> {
                body.calls.add(new Call(target, false));
                body.made.add(target.owner());
            }
            case GETTER, SETTER, STATIC_GETTER, STATIC_SETTER -> {}
        }
        body.touched.add(target.owner());
    }
}
