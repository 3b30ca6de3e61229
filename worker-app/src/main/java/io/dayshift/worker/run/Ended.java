package io.dayshift.worker.run;

import io.dayshift.common.store.Finish;
import java.util.Optional;

/**
 * A run that is over.
 *
 * @param finish what to report; empty when there is nothing to say: it was revoked, or is to be handed back
 */
record Ended(Run run, Optional<Finish> finish) {}
