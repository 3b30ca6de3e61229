package io.dayshift.manager.system;

import io.dayshift.common.store.Vitals;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.springframework.util.unit.DataSize;

/** How much of Redis' memory may be filled before no further task is accepted. */
public sealed interface Budget {

    /** What it may look like, for messages. */
    String RULE = "must be a share of maxmemory from 1% to 100%, such as 80%, or a size such as 500MB";

    /** The memory that is used at the limit, in bytes; empty when there is no limit. */
    OptionalLong limit(Vitals vitals);

    /**
     * A share of {@code maxmemory}; no limit where Redis has none.
     *
     * @param percent 1 to 100
     */
    record Share(int percent) implements Budget {

        @Override
        public OptionalLong limit(Vitals vitals) {
            return vitals.maxBytes() == 0 ? OptionalLong.empty() : OptionalLong.of(vitals.maxBytes() / 100 * percent);
        }
    }

    /** A size of its own, whatever {@code maxmemory} is. */
    record Size(DataSize size) implements Budget {

        @Override
        public OptionalLong limit(Vitals vitals) {
            return OptionalLong.of(size.toBytes());
        }
    }

    /** Reads what is configured; throws {@link IllegalArgumentException} when it is neither. */
    static Budget read(String text) {
        var share = Pattern.compile("(\\d{1,3})%").matcher(text);
        if (share.matches()) {
            var percent = Integer.parseInt(share.group(1));
            if (percent >= 1 && percent <= 100) {
                return new Share(percent);
            }
        } else if (text.matches("\\d{1,12}(B|KB|MB|GB|TB)")
                && DataSize.parse(text).toBytes() > 0) {
            return new Size(DataSize.parse(text));
        }
        throw new IllegalArgumentException("dayshift.budget " + RULE);
    }
}
