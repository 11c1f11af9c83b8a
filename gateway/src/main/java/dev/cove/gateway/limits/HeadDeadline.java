package dev.cove.gateway.limits;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Closes a connection whose client has begun a request and does not finish its head in time, drip
 * by drip or not at all. Watches on both sides of the HTTP decoder; a socket takes it off.
 */
final class HeadDeadline {

  private static final String BEFORE = "cove.headDeadline.bytes";
  private static final String AFTER = "cove.headDeadline.requests";

  private final Duration deadline;
  private boolean between = true;
  private @Nullable Future<?> timer;

  private HeadDeadline(Duration deadline) {
    this.deadline = deadline;
  }

  static void watch(ChannelPipeline pipeline, Duration deadline) {
    HeadDeadline watch = new HeadDeadline(deadline);
    pipeline.addBefore(NettyPipeline.HttpCodec, BEFORE, watch.new Bytes());
    pipeline.addAfter(NettyPipeline.HttpCodec, AFTER, watch.new Requests());
  }

  static void release(ChannelPipeline pipeline) {
    if (pipeline.get(BEFORE) != null) {
      pipeline.remove(BEFORE);
      pipeline.remove(AFTER);
    }
  }

  private void cancel() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private static void closeSlow(ChannelHandlerContext context) {
    var _ = context.close();
  }

  private final class Bytes extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (between && timer == null) {
        timer =
            context
                .executor()
                .schedule(() -> closeSlow(context), deadline.toMillis(), TimeUnit.MILLISECONDS);
      }
      context.fireChannelRead(message);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
      cancel();
    }
  }

  private final class Requests extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest) {
        cancel();
        between = false;
      }
      if (message instanceof LastHttpContent) {
        between = true;
      }
      context.fireChannelRead(message);
    }
  }
}
