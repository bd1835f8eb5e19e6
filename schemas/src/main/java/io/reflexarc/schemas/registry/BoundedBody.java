package io.reflexarc.schemas.registry;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Takes a response into memory up to a limit and breaks off beyond it. */
final class BoundedBody implements BodySubscriber<byte[]> {

  private final BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private final long limit;
  private long received;
  private @Nullable Subscription subscription;

  BoundedBody(long limit) {
    this.limit = limit;
    CompletableFuture<byte[]> inner = bytes.getBody().toCompletableFuture();
    inner.whenComplete(
        (value, failure) -> {
          if (failure != null) {
            body.completeExceptionally(failure);
          } else {
            body.complete(value);
          }
        });
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    bytes.onSubscribe(given);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      received += buffer.remaining();
    }
    if (received <= limit) {
      bytes.onNext(buffers);
      return;
    }
    if (subscription != null) {
      subscription.cancel();
    }
    body.completeExceptionally(new TooLongException(limit));
  }

  /** The answer goes on beyond the limit. */
  static final class TooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    private TooLongException(long limit) {
      super("the answer is longer than " + limit + " bytes");
    }
  }

  @Override
  public void onError(Throwable failure) {
    bytes.onError(failure);
  }

  @Override
  public void onComplete() {
    bytes.onComplete();
  }
}
