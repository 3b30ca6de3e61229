package io.dayshift.manager.scaledown;

import static io.dayshift.manager.scaledown.DeletionCosts.ANNOTATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.times;

import io.dayshift.common.store.Survey;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.worker.Worker;
import io.dayshift.manager.SomeWorker;
import io.dayshift.manager.client.PodClient;
import io.dayshift.manager.system.Leadership;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.client.ResourceAccessException;

class DeletionCostsTest {

    private final WorkerStore workers = mock(WorkerStore.class);
    private final PodClient pods = mock(PodClient.class);
    private final Leadership leadership = mock(Leadership.class);
    private final List<Worker> crew = new ArrayList<>();
    private volatile Instant now = Instant.EPOCH;
    private DeletionCosts costs;

    @BeforeEach
    void begin() {
        given(workers.survey()).willAnswer(_ -> new Survey(List.copyOf(crew), Map.of()));
        given(pods.annotate(any(), any(), any())).willReturn(true);
        costs = new DeletionCosts(workers, pods, leadership, () -> now);
        // Its own first pass, which leads nobody; the next comes in five seconds.
        then(leadership).should(timeout(5000)).isLeading();
        given(leadership.isLeading()).willReturn(true);
    }

    @AfterEach
    void end() {
        costs.close();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0, 1, 1", "2, 1, 2", "0, 7, 4", "60, 40, 64"})
    void tell_how_many_tasks_a_worker_holds_to_a_power_of_two(long queued, long running, String cost) {
        crew.add(worker("w-1", queued, running));

        costs.pass();

        then(pods).should().annotate("w-1", ANNOTATION, cost);
    }

    @Test
    void tell_only_what_has_changed() {
        crew.add(worker("busy", 0, 5));
        crew.add(worker("ending", 0, 5));
        costs.pass();
        clearInvocations(pods);

        crew.set(0, worker("busy", 1, 6));
        crew.set(1, worker("ending", 0, 0));
        later(10);
        costs.pass();

        then(pods).should().annotate("ending", ANNOTATION, "0");
        then(pods).shouldHaveNoMoreInteractions();
    }

    @Test
    void leave_a_pod_alone_for_ten_seconds() {
        crew.add(worker("w-1", 0, 0));
        costs.pass();
        clearInvocations(pods);

        crew.set(0, worker("w-1", 0, 1));
        later(9);
        costs.pass();
        then(pods).should(never()).annotate(any(), any(), any());

        later(1);
        costs.pass();
        then(pods).should().annotate("w-1", ANNOTATION, "1");
    }

    @Test
    void get_to_every_pod_of_a_large_crew_in_turn() {
        IntStream.range(0, 70).forEach(i -> crew.add(worker("w-" + i, 0, 0)));

        costs.pass();
        then(pods).should(times(50)).annotate(anyString(), eq(ANNOTATION), eq("0"));

        costs.pass();
        then(pods).should(times(70)).annotate(anyString(), eq(ANNOTATION), eq("0"));
    }

    @Test
    void are_told_by_the_leader_alone_and_anew_by_a_new_one() {
        crew.add(worker("w-1", 0, 0));
        costs.pass();
        clearInvocations(pods);

        given(leadership.isLeading()).willReturn(false);
        costs.pass();
        then(pods).should(never()).annotate(any(), any(), any());

        given(leadership.isLeading()).willReturn(true);
        costs.pass();
        then(pods).should().annotate("w-1", ANNOTATION, "0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a/../../secrets/b", "W", "a_b", "-a"})
    void leave_out_what_no_pod_is_called(String id) {
        crew.add(worker(id, 0, 1));

        costs.pass();

        then(pods).should(never()).annotate(any(), any(), any());
    }

    @Test
    void ask_once_for_a_pod_that_is_not_there() {
        given(pods.annotate(any(), any(), any())).willReturn(false);
        crew.add(worker("elsewhere", 0, 0));

        costs.pass();
        later(60);
        costs.pass();

        then(pods).should(times(1)).annotate(any(), any(), any());
    }

    @ExtendWith(OutputCaptureExtension.class)
    @Test
    void say_what_is_wrong_once_until_it_is_right_again(CapturedOutput output) {
        crew.add(worker("w-1", 0, 0));
        willThrow(new ResourceAccessException("no way")).given(pods).annotate(any(), any(), any());

        assertThat(costs.pass()).isEqualTo(Duration.ofSeconds(30));
        assertThat(costs.pass()).isEqualTo(Duration.ofSeconds(30));

        assertThat(warnings(output))
                .singleElement()
                .asString()
                .contains("no way")
                .contains("Kubernetes removes workers in any order until this succeeds")
                .contains("dayshift.kubernetes.api-server");

        reset(pods);
        costs.pass();
        later(10);
        crew.set(0, worker("w-1", 0, 1));
        willThrow(new ResourceAccessException("gone again")).given(pods).annotate(any(), any(), any());
        costs.pass();

        assertThat(warnings(output)).hasSize(2).last().asString().contains("gone again");
    }

    private static List<String> warnings(CapturedOutput output) {
        return output.getOut().lines().filter(line -> line.contains("WARN")).toList();
    }

    private void later(int seconds) {
        now = now.plusSeconds(seconds);
    }

    private static Worker worker(String id, long queued, long running) {
        return SomeWorker.named(id).load(queued, running).build();
    }
}
