using System.Net;
using System.Text;
using MoralePulse.Domain;

namespace MoralePulse.Issuance.Notices.Sending;

/// <summary>Posts cards. It follows no redirect, keeps no cookie, uses no proxy and writes no trace: an address is a secret.</summary>
internal sealed class WebhookDelivery : IDelivery, IDisposable
{
    private readonly HttpClient client;

    /// <summary>Makes the client.</summary>
    /// <param name="guard">Says where it may connect to.</param>
    public WebhookDelivery(WebhookGuard guard)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false, // a proxy would look the name up by itself, past the guard
            ActivityHeadersPropagator = null,
            ConnectCallback = guard.Connect,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxResponseHeadersLength = 16,
        };
        client = new(handler) { Timeout = Timeout.InfiniteTimeSpan }; // each attempt has its own limit
    }

    public bool Cards => true;

    public string ServerOf(Claimed notice) => ((Claimed.Card)notice).Address?.Authority ?? "";

    public async Task<DeliveryOutcome> Attempt(Claimed notice, CancellationToken stop)
    {
        if (((Claimed.Card)notice).Address is not { } address) return new DeliveryOutcome.GivenUp(DeliveryTexts.AddressNotAllowed);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(notice.Content, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", notice.Id);
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            return Outcome(answer.StatusCode);
        }
        catch (HttpRequestException fault) when (fault.InnerException is WebhookRefusedException refused)
        {
            return new DeliveryOutcome.GivenUp(refused.Message);
        }
    }

    public void Dispose() => client.Dispose();

    private static DeliveryOutcome Outcome(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => new DeliveryOutcome.Accepted(),
        408 or 425 or 429 or >= 500 => throw new HttpRequestException("Try again later.", null, status),
        >= 300 and < 400 => new DeliveryOutcome.GivenUp(DeliveryTexts.Redirect),
        var other => new DeliveryOutcome.GivenUp(Phrase.With(DeliveryTexts.CardRefused, other)),
    };
}
