package io.dayshift.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainWordsTest {

    @ParameterizedTest
    @CsvSource({
        "No serializer found for class java.lang.Object, No serializer found for class Object",
        "class com.acme.Shop$Order$Line is odd, class Line is odd",
        "see docs.acme.com and read e.g. this, see docs.acme.com and read e.g. this",
        "Costs $5, Costs $5",
    })
    void leaves_only_simple_names(String message, String plain) {
        assertThat(PlainWords.of(message)).isEqualTo(plain);
    }
}
