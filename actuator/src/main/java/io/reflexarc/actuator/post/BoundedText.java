package io.reflexarc.actuator.post;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** The beginning of an answer; the rest is not fetched. */
final class BoundedText implements BodySubscriber<String> {

  private static final int MOST = 2048;

  private final CompletableFuture<String> text = new CompletableFuture<>();
  private final byte[] bytes = new byte[MOST];
  private int length;
  private @Nullable Subscription subscription;

  @Override
  public CompletionStage<String> getBody() {
    return text;
  }

  @Override
  public void onSubscribe(Subscription begun) {
    subscription = begun;
    begun.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      int taken = Math.min(buffer.remaining(), MOST - length);
      buffer.get(bytes, length, taken);
      length += taken;
    }
    if (length == MOST && subscription != null) {
      subscription.cancel();
      onComplete();
    }
  }

  @Override
  public void onError(Throwable cause) {
    text.completeExceptionally(cause);
  }

  @Override
  public void onComplete() {
    text.complete(new String(bytes, 0, length, StandardCharsets.UTF_8));
  }
}
