package io.dayshift.common.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of a token by the time that an answer takes: nothing. Time cannot be measured well; what is done can be seen. */
class TokenRingTest {

    private static final Map<Role, List<Token>> TOKENS = Map.of(
            Role.SUBMIT, tokens("submit-1-0123456789", "submit-2-0123456789"),
            Role.READ, tokens("read-1-0123456789", "submit-2-0123456789"),
            Role.OPERATE, tokens("operate-1-0123456789"));

    private static final List<String> DIGESTS = TOKENS.values().stream()
            .flatMap(List::stream)
            .map(Token::digest)
            .distinct()
            .sorted()
            .toList();

    private static final JavaClass RING = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.dayshift.common")
            .get(TokenRing.class);

    private static List<Token> tokens(String... texts) {
        return Stream.of(texts).map(text -> Token.read(text, "a test")).toList();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "submit-1-0123456789",
                "submit-2-0123456789",
                "read-1-0123456789",
                "operate-1-0123456789",
                "stranger-0123456789",
                "",
            })
    void compares_with_every_token_whichever_is_shown(String shown) {
        var compared = new ArrayList<String>();
        var ring = new TokenRing(TOKENS, Role.WORKER, (own, given) -> {
            compared.add(hex(own));
            assertThat(hex(given)).isEqualTo(hex(Token.sha256(shown)));
            return MessageDigest.isEqual(own, given);
        });

        var bearer = ring.bearerOf(shown);

        assertThat(compared).containsExactlyElementsOf(DIGESTS);
        assertThat(bearer != null).isEqualTo(DIGESTS.contains(hex(Token.sha256(shown))));
    }

    /** Anything else that it called could tell digests apart in a time of its own, such as a map. */
    @Test
    void does_nothing_with_a_token_but_to_compare_its_digest() {
        var bearerOf = RING.getMethod("bearerOf", String.class);

        assertThat(bearerOf.getMethodCallsFromSelf())
                .extracting(JavaAccess::getTarget)
                .extracting(AccessTarget::getFullName)
                .containsExactlyInAnyOrder(
                        Token.class.getName() + ".sha256(java.lang.String)",
                        List.class.getName() + ".size()",
                        List.class.getName() + ".get(int)",
                        List.class.getName() + ".get(int)",
                        BiPredicate.class.getName() + ".test(java.lang.Object, java.lang.Object)");
    }

    @Test
    void compares_by_what_takes_the_same_time_whatever_differs() {
        var usual = RING.getConstructor(Map.class, Role.class);
        var free = RING.getConstructor(Map.class, Role.class, BiPredicate.class);

        assertThat(usual.getMethodReferencesFromSelf())
                .extracting(JavaAccess::getTarget)
                .extracting(AccessTarget::getFullName)
                .containsExactly(MessageDigest.class.getName() + ".isEqual([B, [B)");
        assertThat(free.getAccessesToSelf())
                .extracting(access -> access.getOrigin().getFullName())
                .containsExactly(usual.getFullName());
    }
}
