package tidewatch.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import tidewatch.settings.Secret;

/**
 * One request as a value. Secrets go in as {@link Secret}; it prints as method, scheme and host only. Immutable: each method answers a new
 * one.
 */
public final class HttpRequest {
    private record Payload(Content bytes, String type) {}

    private record Field(String name, String value) {}

    private final String method;
    private final HttpUrl url;
    private final List<Field> fields;
    private final List<Secret> secrets;
    private final Optional<Payload> payload;

    private HttpRequest(String method, HttpUrl url, List<Field> fields, List<Secret> secrets, Optional<Payload> payload) {
        this.method = method;
        this.url = url;
        this.fields = List.copyOf(fields);
        this.secrets = List.copyOf(secrets);
        this.payload = payload;
    }

    /**
     * Reads something.
     *
     * @throws IllegalArgumentException when that is no http or https address; it is not repeated, for it may hold a token
     */
    public static HttpRequest get(String address) {
        return new HttpRequest("GET", parsed(address), List.of(), List.of(), Optional.empty());
    }

    /**
     * Asks for something to be done, once.
     *
     * @param type of the body: {@code application/json; charset=utf-8}
     * @throws IllegalArgumentException when that is no http or https address, or no media type
     */
    public static HttpRequest post(String address, byte[] body, String type) {
        MediaType.get(type);
        return new HttpRequest("POST", parsed(address), List.of(), List.of(), Optional.of(new Payload(new Content(body.clone()), type)));
    }

    private static HttpUrl parsed(String address) {
        var url = HttpUrl.parse(address);
        if (url == null) {
            throw new IllegalArgumentException("That is no http or https address");
        }
        return url;
    }

    /** One more parameter of the query, encoded. */
    public HttpRequest query(String name, String value) {
        return new HttpRequest(method, url.newBuilder().addQueryParameter(name, value).build(), fields, secrets, payload);
    }

    /** For services that take no key in a header field. */
    public HttpRequest query(String name, Secret value) {
        return query(name, value.reveal()).knowing(value);
    }

    /** One more part of the path, encoded: a slash in it stays in it. */
    public HttpRequest path(String segment) {
        return new HttpRequest(method, url.newBuilder().addPathSegment(segment).build(), fields, secrets, payload);
    }

    public HttpRequest path(Secret segment) {
        return path(segment.reveal()).knowing(segment);
    }

    /**
     * One more header field.
     *
     * @throws IllegalArgumentException when a name or value may not stand in a header field; neither is repeated
     */
    public HttpRequest header(String name, String value) {
        boolean plain = !name.isEmpty()
                && name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ':')
                && value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f));
        if (!plain) {
            throw new IllegalArgumentException("A header field takes printable ASCII on one line");
        }
        var more = new ArrayList<>(fields);
        more.add(new Field(name, value));
        return new HttpRequest(method, url, more, secrets, payload);
    }

    public HttpRequest header(String name, Secret value) {
        return header(name, value.reveal()).knowing(value);
    }

    public HttpRequest bearer(Secret token) {
        return authorization("Bearer", token);
    }

    /** For services with a scheme of their own: {@code Authorization: Token ...}. */
    public HttpRequest authorization(String scheme, Secret token) {
        return header("Authorization", scheme + " " + token.reveal()).knowing(token);
    }

    private HttpRequest knowing(Secret secret) {
        var more = new ArrayList<>(secrets);
        more.add(secret);
        return new HttpRequest(method, url, fields, more, payload);
    }

    List<Secret> secrets() {
        return secrets;
    }

    Request forLibrary() {
        var request = new Request.Builder().url(url);
        fields.forEach(field -> request.addHeader(field.name(), field.value()));
        return payload.map(body -> request.method(method, RequestBody.create(body.bytes().bytes(), MediaType.get(body.type()))))
                .orElseGet(request::get)
                .build();
    }

    @Override
    public String toString() {
        return method + " " + url.scheme() + "://" + url.host();
    }
}
