package dev.cove.workspace.template;

import dev.cove.workspace.blob.Blob;
import dev.cove.workspace.file.FilePath;
import dev.cove.workspace.session.NetworkMode;
import dev.cove.workspace.session.TemplateNetworks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Component;

/**
 * The templates, each a folder of files beside this service's classes, and beside the folder a
 * {@code .properties} file with what the template declares. Thread-safe.
 */
@Component
class Templates implements TemplateNetworks {

  /** Keeps an otherwise empty template's folder; never copied. */
  private static final String PLACEHOLDER = ".keep";

  private final Map<String, SequencedMap<FilePath, Blob>> read = new ConcurrentHashMap<>();
  private final Map<String, NetworkMode> networks = new ConcurrentHashMap<>();

  /** The files of a template by their paths. */
  SequencedMap<FilePath, Blob> files(String template) {
    return read.computeIfAbsent(template, Templates::load);
  }

  @Override
  public NetworkMode network(String template) {
    return networks.computeIfAbsent(template, Templates::declared);
  }

  private static NetworkMode declared(String template) {
    var file = new ClassPathResource("/templates/" + template + ".properties");
    if (!file.exists()) {
      return NetworkMode.NONE;
    }
    try {
      String mode = PropertiesLoaderUtils.loadProperties(file).getProperty("network", "none");
      return NetworkMode.valueOf(mode.strip().toUpperCase(Locale.ROOT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SequencedMap<FilePath, Blob> load(String template) {
    var files = new TreeMap<FilePath, Blob>();
    String root = "/templates/" + template + '/';
    try {
      for (Resource resource :
          new PathMatchingResourcePatternResolver().getResources("classpath*:" + root + "**")) {
        String url = URLDecoder.decode(resource.getURL().toString(), StandardCharsets.UTF_8);
        String path = url.substring(url.lastIndexOf(root) + root.length());
        if (!path.isEmpty()
            && !path.endsWith("/")
            && !path.equals(PLACEHOLDER)
            && isFile(resource)) {
          try (InputStream content = resource.getInputStream()) {
            files.put(FilePath.of(path), Blob.of(content.readAllBytes()));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static boolean isFile(Resource resource) throws IOException {
    return !resource.isFile() || resource.getFile().isFile();
  }
}
