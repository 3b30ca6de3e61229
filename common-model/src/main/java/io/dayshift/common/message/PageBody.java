package io.dayshift.common.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor to be given as {@code ?cursor=} for the next page; missing on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PageBody<T>(List<T> items, @Nullable String nextCursor) {}
