using System.Collections.Concurrent;
using System.Net;
using MoralePulse.Device;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;
using MoralePulse.Simulation;

namespace MoralePulse.Web.Simulation;

/// <summary>
/// The phones of the demonstration's staff: each signs in, collects a week of passes and taps over the public API, as a visitor's does. A phone is
/// kept for a person and week; the passes of another week make another.
/// </summary>
/// <param name="address">This service.</param>
/// <param name="seed">What every wallet is drawn from.</param>
/// <param name="trust">Whose staff they are.</param>
internal sealed class DemonstrationPhones(Uri address, byte[] seed, SimulatedTrust trust) : IDisposable
{
    private const int AtOnce = 4;
    private const int Tries = 5;

    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = AtOnce }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
    private readonly ConcurrentDictionary<(int Person, Week Week), Lazy<Phone>> phones = [];
    private volatile KeysOfDate? known;
    private Week kept;

    /// <summary>Collects next week's passes for those whose turn has come, ahead of need.</summary>
    public Task Collect(IEnumerable<SimulatedPerson> people, Week week, DateTime local, CancellationToken stop) => Each(people, (person, token) => Collected(person, week, local, token), stop);

    /// <summary>Sends taps. One that is refused for good, for want of a pass for instance, is left out, as by a person who gives up.</summary>
    public Task Send(IEnumerable<SimulatedTap> taps, DateTime local, CancellationToken stop) => Each(taps, (tap, token) => Send(tap, local, token), stop);

    /// <summary>Forgets phones of weeks that are over.</summary>
    public void Forget(Week before)
    {
        if (before == kept) return;
        kept = before;
        foreach (var old in phones.Keys.Where(key => key.Week.Monday < before.Monday).ToList()) phones.TryRemove(old, out _);
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static Task Each<T>(IEnumerable<T> all, Func<T, CancellationToken, Task> act, CancellationToken stop) =>
        Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (one, token) => await act(one, token));

    private async Task Send(SimulatedTap tap, DateTime local, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var phone = await Collected(tap.Person, tap.Date.Week, local, stop);
                if (!phone.Wallet.Unsent.Contains(tap.Date) && attempt == 1) return;
                using var answer = await phone.Tap(DemonstrationTrust.Ods, tap.Date, tap.Place, tap.Mood, stop);
                if (answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests) || attempt == Tries) return;
            }
            catch (HttpRequestException) when (attempt < Tries)
            {
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100 << attempt), stop);
        }
    }

    private async Task<PhoneClient> Collected(SimulatedPerson person, Week week, DateTime local, CancellationToken stop)
    {
        var phone = phones.GetOrAdd((person.Index, week), _ => new(() => new(new(http, Wallet(person))))).Value;
        await phone.Turn.WaitAsync(stop);
        try
        {
            if (phone.HasCollected || !await phone.Client.SignIn(DemonstrationTrust.Ods, person.Subject, stop)) return phone.Client;
            var keys = await Keys(phone.Client, DateOnly.FromDateTime(local), stop);
            await phone.Client.Collect([.. keys.Where(key => key.Date.Week == week && !IsSpent(key, person, local))], local, stop);
            phone.HasCollected = true;
            return phone.Client;
        }
        finally
        {
            phone.Turn.Release();
        }
    }

    private async Task<IReadOnlyList<PassKey>> Keys(PhoneClient phone, DateOnly today, CancellationToken stop)
    {
        if (known is not { } keys || keys.Date != today) known = keys = new(today, await phone.Keys(DemonstrationTrust.Ods, stop));
        return keys.Keys;
    }

    private PassWallet Wallet(SimulatedPerson person) => new(key => DeviceRandom.Seeded(seed, $"{person.Number}/{key}"));

    // After a restart a wallet does not know any more that it has sent its week pass; the world does.
    private bool IsSpent(PassKey key, SimulatedPerson person, DateTime local) => key.Kind == PassKind.Week && trust.FirstOfWeek(person, key.Date.Week) < local;

    private sealed record KeysOfDate(DateOnly Date, IReadOnlyList<PassKey> Keys);

    private sealed class Phone(PhoneClient client)
    {
        public PhoneClient Client { get; } = client;

        public SemaphoreSlim Turn { get; } = new(1);

        public bool HasCollected { get; set; }
    }
}
