package io.dayshift.manager.submit;

import io.dayshift.common.message.DurationText;
import io.dayshift.common.task.Json;
import io.dayshift.common.task.Labels;
import io.dayshift.common.task.Names;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the fields of one task where the parser stands. Nothing is coerced; what cannot be taken is noted with its field's
 * name and passed over, so that reading goes on to the next fault.
 */
final class FieldReader {

    private static final int MOST_LABELS = 16;

    private final JsonParser parser;
    private final String text;
    private final Faults faults;
    private boolean faulty;

    FieldReader(JsonParser parser, String text, Faults faults) {
        this.parser = parser;
        this.text = text;
        this.faults = faults;
    }

    /** What an object may hold. */
    interface Fields {
        /** Reads the value that the parser stands at; returns whether there is a field of that name. */
        boolean read(String name);
    }

    boolean isFaulty() {
        return faulty;
    }

    /** Reads the fields of an object, from behind its start to its end. */
    void fields(String path, Fields known) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            if (!known.read(name)) {
                unreadable(path + shown(name), "is not a field that is known here");
                parser.skipChildren();
            }
        }
    }

    /** Field names are input too: only what looks like a name is shown again. */
    private static String shown(String name) {
        return Names.isName(name) ? name : "?";
    }

    void object(String field, Fields known) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            fields(field + ".", known);
        } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
            wrong(field, "must be a JSON object");
        }
    }

    @Nullable
    String string(String field, String rule) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        if (parser.currentToken() != JsonToken.VALUE_NULL || field.equals("type")) {
            wrong(field, rule);
        }
        return null;
    }

    @Nullable
    String name(String field, @Nullable String usual) {
        var rule = "must be a string; it " + Names.RULE;
        var value = string(field, rule);
        if (value == null) {
            return usual;
        }
        if (!Names.isName(value)) {
            unreadable(field, Names.RULE);
            return usual;
        }
        return value;
    }

    long integer(String field, long usual) {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            var digits = parser.getString();
            // Beyond 18 digits it is out of every range here, whatever it is.
            return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
        }
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            wrong(field, "must be a whole number");
        }
        return usual;
    }

    double decimal(String field, double usual) {
        if (parser.currentToken().isNumeric()) {
            return Double.parseDouble(parser.getString());
        }
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            wrong(field, "must be a number");
        }
        return usual;
    }

    /** Reads a duration between two others. */
    @Nullable
    Duration duration(String field, Duration least, Duration most, @Nullable Duration usual) {
        var value = string(field, DurationText.RULE);
        if (value == null) {
            return usual;
        }
        var duration = DurationText.read(value);
        if (duration.isEmpty()) {
            unreadable(field, DurationText.RULE);
            return usual;
        }
        if (duration.get().compareTo(least) < 0 || duration.get().compareTo(most) > 0) {
            unacceptable(field, "must be between " + least + " and " + most);
            return usual;
        }
        return duration.get();
    }

    @Nullable
    Instant instant(String field) {
        var rule = "must be an instant with a zone, such as \"2026-11-24T08:15:30.123Z\"";
        var value = string(field, rule);
        try {
            return value == null ? null : OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            unreadable(field, rule);
            return null;
        }
    }

    SortedMap<String, String> labels(String field) {
        var read = new TreeMap<String, String>();
        object(field, name -> {
            label(field, name, read);
            return true;
        });
        if (read.size() > MOST_LABELS) {
            unacceptable(field, "must be at most " + MOST_LABELS);
        }
        return read;
    }

    private void label(String field, String name, SortedMap<String, String> read) {
        if (!Names.isName(name)) {
            wrong(field, "each key " + Names.RULE);
        } else if (parser.currentToken() == JsonToken.VALUE_STRING && Labels.isValue(parser.getString())) {
            read.put(name, parser.getString());
        } else {
            wrong(field + '.' + name, Labels.RULE);
        }
    }

    /** The value that the parser stands at, as the exact text that was sent; null for null. */
    @Nullable
    Json raw(String field) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        var from = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        var json = new Json(text.substring(from, (int) parser.currentLocation().getCharOffset()));
        if (json.isTooLarge()) {
            faulty = true;
            faults.tooLarge(field, "must be at most 256 KiB");
            return null;
        }
        return json;
    }

    private void wrong(String field, String message) {
        unreadable(field, message);
        parser.skipChildren();
    }

    void unreadable(String field, String message) {
        faulty = true;
        faults.unreadable(field, message);
    }

    void unacceptable(String field, String message) {
        faulty = true;
        faults.unacceptable(field, message);
    }
}
