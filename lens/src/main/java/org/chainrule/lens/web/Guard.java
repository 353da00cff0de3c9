package org.chainrule.lens.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may ask: only who knows the token, which begins every path. A page of another site that resolves its own name to this
 * machine (DNS rebinding) is known by the header Host, any other by Origin.
 */
final class Guard {
    private static final int TOKEN_BYTES = 18;

    /** No address of the page is longer. */
    private static final int LONGEST_ADDRESS = 1 << 14;

    private final String token;
    private final Set<String> hosts;

    Guard(int port) {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        this.token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    }

    /** What all paths begin with. */
    String prefix() {
        return "/" + token + "/";
    }

    /** Why a request is not answered, if it is not. */
    Optional<Answer> refusal(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        List<String> origins = headers.getOrDefault("Origin", List.of());
        if (!isOne(headers, "Host", hosts)
                || !origins.stream().allMatch(origin -> hosts.contains(origin.replaceFirst("^http://", "")))) {
            return Optional.of(Answer.refusal(403, "asked for by another site"));
        }
        if (!knowsToken(exchange.getRequestURI().getRawPath())) {
            return Optional.of(Answer.refusal(403, "open the address that was printed: this one has another token"));
        }
        if (exchange.getRequestURI().toString().length() > LONGEST_ADDRESS) {
            return Optional.of(Answer.refusal(414, "the address is too long"));
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            return Optional.of(Answer.refusal(405, "here one can only read"));
        }
        boolean bodiless = headers.getOrDefault("Transfer-Encoding", List.of()).isEmpty()
                && headers.getOrDefault("Content-Length", List.of("0")).equals(List.of("0"));
        return bodiless ? Optional.empty() : Optional.of(Answer.refusal(413, "a request to read has no body"));
    }

    private static boolean isOne(Headers headers, String name, Set<String> allowed) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.size() == 1 && allowed.contains(values.getFirst());
    }

    /** Compared in a time that tells nothing about the token. */
    private boolean knowsToken(String path) {
        int length = Math.min(path.length(), prefix().length());
        return MessageDigest.isEqual(
                path.substring(0, length).getBytes(StandardCharsets.UTF_8), prefix().getBytes(StandardCharsets.UTF_8));
    }
}
