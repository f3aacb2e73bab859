using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;
using MoralePulse.Domain.Taps;

namespace MoralePulse.Device;

/// <summary>A phone of the service: signs in by demonstration, collects passes and taps. Many may share one client, since each keeps its own cookie.</summary>
/// <param name="http">With the service as base address; its handler must neither keep cookies nor follow redirects.</param>
/// <param name="wallet">The person's passes.</param>
public sealed class PhoneClient(HttpClient http, PassWallet wallet)
{
    private string? cookie;

    /// <summary>The person's passes.</summary>
    public PassWallet Wallet => wallet;

    /// <summary>Signs in by demonstration.</summary>
    /// <returns>Whether the directory knows her.</returns>
    public async Task<bool> SignIn(Ods ods, string subject, CancellationToken stop = default)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["ods"] = ods.Value, ["subject"] = subject });
        using var answer = await Send(HttpMethod.Post, "/sign-in/demo", form, stop);
        var set = answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Select(one => one.Split(';')[0]).ToList() : [];
        cookie = set.Count > 0 ? string.Join("; ", set) : null;
        return cookie is not null;
    }

    /// <summary>Who is signed in.</summary>
    public async Task<Me> Me(CancellationToken stop = default)
    {
        using var answer = await Send(HttpMethod.Get, "/api/v1/me", null, stop);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Me>(stop))!;
    }

    /// <summary>The open keys, each checked.</summary>
    public async Task<IReadOnlyList<PassKey>> Keys(Ods ods, CancellationToken stop = default)
    {
        var list = await http.GetFromJsonAsync<KeyList>($"/api/v1/{ods}/pass-keys", stop);
        return [.. list!.Keys.Select(KeyCheck.Read)];
    }

    /// <summary>Collects what is due at a local date and time; what another device has, or what is over, is left out.</summary>
    /// <returns>How many passes are new.</returns>
    public async Task<int> Collect(IReadOnlyList<PassKey> keys, DateTime local, CancellationToken stop = default)
    {
        var due = keys.Where(key => PassWallet.IsToCollect(key, local) && !wallet.Has(key.Id)).ToList();
        while (due.Count > 0)
        {
            using var answer = await Ask(wallet.Blind(due), stop);
            if (answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.Gone)
            {
                var body = await answer.Content.ReadFromJsonAsync<JsonElement>(stop);
                var gone = body.GetProperty("keyIds").EnumerateArray().Select(id => id.GetString()).ToHashSet();
                if (due.RemoveAll(key => gone.Contains(key.Id.ToString())) == 0) break;
                continue;
            }

            var received = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<PassesReceived>(stop);
            wallet.Finish(received!.Signatures);
            return due.Count;
        }

        return 0;
    }

    /// <summary>Asks for signatures.</summary>
    public Task<HttpResponseMessage> Ask(IReadOnlyList<BlindedToSend> messages, CancellationToken stop = default) =>
        Send(HttpMethod.Post, "/api/v1/passes", JsonContent.Create(new PassesToAsk(messages)), stop);

    /// <summary>Taps for a date with the wallet's passes; sent again, the same tap. Without a cookie.</summary>
    /// <exception cref="InvalidOperationException">The wallet has no pass for the date.</exception>
    public async Task<HttpResponseMessage> Tap(Ods ods, ServiceDate date, TapPlace place, Mood mood, CancellationToken stop = default)
    {
        var (day, week) = wallet.Take(date) ?? throw new InvalidOperationException($"There is no pass for {date.Value:yyyy-MM-dd}.");
        var tap = new TapToSend(day.ToSend(), week?.ToSend(), place.Unit, place.Shift, place.StaffGroup, mood switch { Mood.Green => "green", Mood.Amber => "amber", _ => "red" });
        return await http.PostAsJsonAsync($"/api/v1/{ods}/ratings", tap, Without, stop);
    }

    // Members that are not there are left out, as the contract has them.
    private static readonly JsonSerializerOptions Without = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, HttpContent? content, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("Origin", http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        return await http.SendAsync(request, stop);
    }
}
