package io.dayshift.common.store;

import java.util.List;

/**
 * What became of submissions that were stored by one call.
 *
 * @param outcomes of each submission, in the order given
 * @param pending tasks that are in the backlog by it, to be assigned, or may be, for an earlier call whose reply was lost had
 *     stored them
 * @param placed what became of each opening, in the order given
 */
public record Stored(List<Submitted> outcomes, long pending, List<Placed> placed) {}
