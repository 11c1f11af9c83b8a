package dev.cove.gateway.limits;

import dev.cove.gateway.headers.AnswerHeaders;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Time limits of the connection itself, and the security headers on what the protocol layer refuses
 * before any filter sees it. Nothing of this stays in the way of a socket's frames.
 */
@Component
class ServerLimits implements NettyServerCustomizer {

  private final LimitProperties limits;
  private final AnswerHeaders answerHeaders;

  ServerLimits(LimitProperties limits, AnswerHeaders answerHeaders) {
    this.limits = limits;
    this.answerHeaders = answerHeaders;
  }

  @Override
  public HttpServer apply(HttpServer server) {
    return server
        .childOption(ChannelOption.TCP_NODELAY, true)
        .readTimeout(limits.readGap())
        .doOnChannelInit((_, channel, _) -> {
          if (channel.pipeline().get(NettyPipeline.HttpCodec) == null) {
            return;
          }
          HeadDeadline.watch(channel.pipeline(), limits.headerTime());
          channel.pipeline().addAfter(NettyPipeline.HttpCodec, "cove.answers", new Answers());
        });
  }

  private final class Answers extends ChannelOutboundHandlerAdapter {

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      if (message instanceof HttpResponse response) {
        for (Map.Entry<String, String> header : answerHeaders.fixed().entrySet()) {
          if (!response.headers().contains(header.getKey())) {
            response.headers().set(header.getKey(), header.getValue());
          }
        }
        if (!response.headers().contains(AnswerHeaders.CONTENT_SECURITY_POLICY)) {
          response.headers().set(AnswerHeaders.CONTENT_SECURITY_POLICY, AnswerHeaders.DATA_POLICY);
        }
      }
      var _ = context.write(message, promise);
      if (message instanceof HttpResponse response
          && response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
        // both judge requests; a socket may be silent for as long as it likes
        HeadDeadline.release(context.pipeline());
        if (context.pipeline().get(NettyPipeline.ReadTimeoutHandler) != null) {
          context.pipeline().remove(NettyPipeline.ReadTimeoutHandler);
        }
        context.pipeline().remove(this);
      }
    }
  }
}
