package io.reflexarc.detector.watch;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.OAuthTokenProvider;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A bearer token in a file that is written anew before the token expires, as that of a pod's
 * service account is. It is read for every request; what cannot be read leaves the last one.
 */
final class TokenFile implements OAuthTokenProvider {

  private static final long MAX_BYTES = 64 << 10;

  private final Path file;
  private volatile String last = "";

  private TokenFile(Path file) {
    this.file = file;
  }

  /** That of a pod's service account; empty where there is none. */
  static Optional<TokenFile> ofThePod() {
    String path =
        System.getProperty(
            io.fabric8.kubernetes.client.Config
                .KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN_FILE_SYSTEM_PROPERTY,
            io.fabric8.kubernetes.client.Config.KUBERNETES_SERVICE_ACCOUNT_TOKEN_PATH);
    return Optional.of(Path.of(path)).filter(Files::isReadable).map(TokenFile::new);
  }

  /**
   * That which a kubeconfig names for the user of a context; empty where it names none.
   *
   * @param context empty for its own
   */
  static Optional<TokenFile> of(Path kubeconfig, String context) throws IOException {
    Config config = Serialization.unmarshal(Files.readString(kubeconfig), Config.class);
    String named = context.isEmpty() ? String.valueOf(config.getCurrentContext()) : context;
    Path folder = kubeconfig.toAbsolutePath().getParent();
    return config.getContexts().stream()
        .filter(it -> named.equals(it.getName()) && it.getContext() != null)
        .map(NamedContext::getContext)
        .flatMap(it -> config.getUsers().stream().filter(user -> isOf(user, it.getUser())))
        .map(NamedAuthInfo::getUser)
        .map(AuthInfo::getTokenFile)
        .filter(path -> path != null && !path.isBlank())
        .map(path -> folder == null ? Path.of(path) : folder.resolve(path))
        .map(TokenFile::new)
        .findFirst();
  }

  private static boolean isOf(NamedAuthInfo user, String name) {
    return user.getUser() != null && user.getName() != null && user.getName().equals(name);
  }

  @Override
  public String getToken() {
    try {
      if (Files.size(file) <= MAX_BYTES) {
        last = Files.readString(file, StandardCharsets.UTF_8).strip();
      }
    } catch (IOException e) {
      // it is being replaced; the last one may do, and if not, the answer is 401
    }
    return last;
  }
}
