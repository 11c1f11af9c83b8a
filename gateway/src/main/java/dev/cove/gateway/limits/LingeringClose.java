package dev.cove.gateway.limits;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose peer is still sending so that it can read the answer: a socket closed
 * with unread bytes is reset, and the peer sees a broken pipe instead of what was said to it (RFC
 * 9112, section 9.6). Our side ends first; what still arrives is thrown away, for a bounded time
 * and up to a bounded size.
 *
 * <p>For one connection, used on its event loop only.
 */
final class LingeringClose extends ChannelDuplexHandler {

  private static final long LINGER_MILLIS = 3_000;
  private static final long LINGER_BYTES = 64L << 20;

  private boolean lingering;
  private long discarded;

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) throws Exception {
    if (lingering || !(context.channel() instanceof DuplexChannel channel) || !channel.isActive()) {
      super.close(context, promise);
      return;
    }
    lingering = true;
    var _ = channel.shutdownOutput();
    channel.config().setAutoRead(true);
    var end = context.executor().schedule(() -> end(context), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    channel
        .closeFuture()
        .addListener(closed -> {
          end.cancel(false);
          promise.trySuccess();
        });
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (!lingering) {
      super.channelRead(context, message);
      return;
    }
    discarded += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
    ReferenceCountUtil.release(message);
    if (discarded > LINGER_BYTES) {
      end(context);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (lingering && event instanceof ChannelInputShutdownEvent) {
      end(context);
    } else {
      super.userEventTriggered(context, event);
    }
  }

  private static void end(ChannelHandlerContext context) {
    var _ = context.close();
  }
}
