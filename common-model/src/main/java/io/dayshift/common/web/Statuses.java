package io.dayshift.common.web;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/** What to say of each status that the framework or the server answers by itself. */
record Statuses(String slug, String title, String detail) {

    static Statuses of(int code) {
        var status = HttpStatus.resolve(code);
        var title = status == null ? "Error" : status.getReasonPhrase();
        var slug = title.toLowerCase(Locale.ROOT).replace("'", "").replace(' ', '-');
        return new Statuses(slug, title, detail(code));
    }

    private static String detail(int code) {
        return switch (code) {
            case 400 -> "The request cannot be read.";
            case 401 -> "A valid token is needed, as Authorization: Bearer and the token.";
            case 403 -> "The token's role does not allow this.";
            case 404 -> "There is nothing at this path; see /swagger-ui.html for what there is.";
            case 405 -> "This method is not possible here; the header Allow lists those that are.";
            case 406 -> "None of the media types in the header Accept can be produced here; ask for application/json.";
            case 408 -> "The request did not come in time; send it faster, or in smaller parts.";
            case 413 -> "The request is too large.";
            case 414 -> "The address is too long.";
            case 415 -> "This media type is not read here; send application/json in UTF-8, not compressed.";
            case 431 -> "The headers are too large.";
            case 501 -> "This method, or this transfer coding of the body, is not known here.";
            case 503 -> "Not available at the moment; try again.";
            case 505 -> "This version of HTTP is not spoken here.";
            default ->
                code >= 500
                        ? "Something went wrong here; the log of the service says what."
                        : "The request was refused.";
        };
    }
}
