package dev.cove.gateway.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sends requests as written, with none of the tidying that HTTP clients do. */
public final class RawHttp {

  /** An answer; header names in lower case. */
  public record Answer(int status, List<String[]> headers, String body) {

    public String header(String name) {
      return headers.stream()
          .filter(header -> header[0].equals(name.toLowerCase(Locale.ROOT)))
          .map(header -> header[1])
          .findFirst()
          .orElse("");
    }

    public List<String> all(String name) {
      return headers.stream()
          .filter(header -> header[0].equals(name.toLowerCase(Locale.ROOT)))
          .map(header -> header[1])
          .toList();
    }
  }

  private final int port;

  public RawHttp(int port) {
    this.port = port;
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  public Answer send(String method, String path, String body, String... headers) {
    StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    request.append("Host: localhost:" + port + "\r\nConnection: close\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    if (!body.isEmpty()) {
      request.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    return exchange(request.append("\r\n").append(body).toString());
  }

  /** Sends exactly these characters (ISO 8859-1) and reads the answer. */
  public Answer exchange(String request) {
    return exchange(Duration.ZERO, request);
  }

  /** As one request's parts, with a pause after each, and reads the answer when all are sent. */
  public Answer exchange(Duration pause, String... parts) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      for (String part : parts) {
        socket.getOutputStream().write(part.getBytes(StandardCharsets.ISO_8859_1));
        Thread.sleep(pause);
      }
      return parse(socket.getInputStream());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The head of a request of these lines. */
  public static String head(String... lines) {
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  private static Answer parse(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      head.append((char) c);
      if (head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
        break;
      }
    }
    if (head.isEmpty()) {
      return new Answer(0, List.of(), "");
    }
    String[] lines = head.toString().strip().split("\r\n", -1);
    List<String[]> headers = new ArrayList<>();
    int length = Integer.MAX_VALUE;
    for (int i = 1; i < lines.length; i++) {
      String[] parts = lines[i].split(": ?", 2);
      String name = parts[0].toLowerCase(Locale.ROOT);
      headers.add(new String[] {name, parts[1]});
      length = name.equals("content-length") ? Integer.parseInt(parts[1]) : length;
    }
    String body = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    return new Answer(Integer.parseInt(lines[0].split(" ", 3)[1]), headers, body);
  }
}
