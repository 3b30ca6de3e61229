package io.dayshift.manager.submit;

/** Bodies that run as they are, for the API's description. */
final class Examples {

    static final String TASK = """
            {"type": "wordcount", "payload": {"text": "the early bird and the worm"}, "labels": {"customer": "acme"}}
            """;

    static final String BATCH = """
            [{"type": "echo", "payload": {"n": 1}}, {"type": "sleep", "payload": {"duration": "100ms"}, "priority": 9}]
            """;

    static final String LINES = """
            {"type": "echo", "payload": {"n": 1}}
            {"type": "echo", "payload": {"n": 2}}
            """;

    private Examples() {}
}
