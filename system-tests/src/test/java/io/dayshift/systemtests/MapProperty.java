package io.dayshift.systemtests;

import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A property that is a map, and which variables of the environment are an entry of it: judged to the end, by the Java types of its
 * keys and values that the metadata name.
 *
 * @param prefix what the variables begin with
 * @param keys class of the keys; any key will do unless it is an enum
 * @param values class of the values; when it is one of Java's, the key is the end of the name, else one of its setters is
 */
record MapProperty(String prefix, String keys, String values) {

    private static final Pattern TYPE = Pattern.compile("java\\.util\\.Map<([^,]+),(.+)>");

    /** One of that name, as it is written in the environment, when its type is a map. */
    static Optional<MapProperty> of(String name, String type) {
        return Optional.of(TYPE.matcher(type))
                .filter(match -> match.matches())
                .map(match -> new MapProperty(name + "_", match.group(1), match.group(2)));
    }

    boolean has(String variable) {
        if (!variable.startsWith(prefix)) {
            return false;
        }
        var entry = variable.substring(prefix.length());
        return values.startsWith("java.")
                ? isKey(entry)
                : names(load(values))
                        .map(name -> "_" + name)
                        .anyMatch(name -> entry.endsWith(name)
                                && entry.indexOf('_') == entry.length() - name.length()
                                && isKey(entry.substring(0, entry.length() - name.length())));
    }

    private boolean isKey(String key) {
        var constants = keys.startsWith("java.") ? null : load(keys).getEnumConstants();
        return constants == null
                ? !key.isEmpty()
                : Stream.of(constants).anyMatch(constant -> constant.toString().equals(key));
    }

    /** Those of the setters of a class, and of the objects that it has for some of them together. */
    private static Stream<String> names(Class<?> type) {
        try {
            return Stream.of(Introspector.getBeanInfo(type, Object.class).getPropertyDescriptors())
                    .flatMap(MapProperty::names);
        } catch (IntrospectionException e) {
            throw new IllegalStateException("cannot look into " + type, e);
        }
    }

    private static Stream<String> names(PropertyDescriptor property) {
        var name = property.getName().toUpperCase(Locale.ROOT);
        if (property.getWriteMethod() != null) {
            return Stream.of(name);
        }
        return property.getPropertyType().getName().startsWith("java.")
                ? Stream.empty()
                : names(property.getPropertyType()).map(below -> name + "_" + below);
    }

    private static Class<?> load(String type) {
        try {
            return Class.forName(type);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the tests have to have " + type + " to judge what is set of it", e);
        }
    }
}
