package io.dayshift.worker.run;

import io.dayshift.common.handler.TaskRejectedException;
import io.dayshift.common.task.Json;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/** Reads payloads as handlers want them, and tells whoever submitted one what is wrong with it, in the words of JSON. */
public final class Payloads {

    private static final Set<Class<?>> WHOLE_NUMBERS = Set.of(
            int.class,
            long.class,
            short.class,
            byte.class,
            Integer.class,
            Long.class,
            Short.class,
            Byte.class,
            BigInteger.class);

    private Payloads() {}

    /**
     * Reads a payload as a value of that class.
     *
     * @throws TaskRejectedException when it cannot be read as one
     */
    public static <T> T read(JsonMapper json, Json payload, Class<T> as) {
        try {
            var value = json.readValue(payload.text(), as);
            if (value == null) {
                throw new TaskRejectedException("The payload is missing; it must be " + kind(as) + '.');
            }
            return value;
        } catch (JacksonException e) {
            throw new TaskRejectedException(fault(e), e);
        }
    }

    private static String fault(JacksonException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                "The payload has an unknown field, %s; known are %s."
                        .formatted(path(unknown), listed(unknown.getKnownPropertyIds()));
            case ValueInstantiationException refused -> place(refused) + " is not acceptable" + reason(refused) + '.';
            case MismatchedInputException mismatch ->
                place(mismatch) + " must be " + kind(mismatch.getTargetType()) + '.';
            case DatabindException other -> place(other) + " is not of the right kind.";
            default -> "The payload cannot be read: " + PlainWords.of(e.getOriginalMessage());
        };
    }

    private static String place(JacksonException e) {
        return e.getPath().isEmpty() ? "The payload" : "The payload's " + path(e);
    }

    private static String path(JacksonException e) {
        return e.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + ']' : '.' + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    /** What a handler's own class said when it refused its values. */
    private static String reason(ValueInstantiationException refused) {
        var cause = refused.getCause();
        return cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage();
    }

    private static String listed(@Nullable Collection<Object> names) {
        return names == null || names.isEmpty()
                ? "none"
                : names.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String kind(@Nullable Class<?> type) {
        if (type == null) {
            return "of another kind";
        }
        if (type.isRecord()) {
            return "an object with " + fields(type);
        }
        if (type.isEnum()) {
            return "one of "
                    + Stream.of(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(", "));
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return scalar(type);
    }

    private static String scalar(Class<?> type) {
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (WHOLE_NUMBERS.contains(type)) {
            return "a whole number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        var isOfJava = type.getName().startsWith("java.") && !Map.class.isAssignableFrom(type);
        return isOfJava ? "a " + type.getSimpleName() : "an object";
    }

    private static String fields(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.joining(", "));
    }
}
