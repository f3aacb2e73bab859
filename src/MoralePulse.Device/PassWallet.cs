using System.Buffers.Text;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;

namespace MoralePulse.Device;

/// <summary>One person's passes on a device: blinded ones, finished ones, and which week pass goes with which day pass.</summary>
/// <param name="randomFor">Chance for a key's pass; the same for the same key makes the same pass again.</param>
public sealed class PassWallet(Func<PassKeyId, Func<int, byte[]>> randomFor)
{
    private readonly Dictionary<PassKeyId, BlindedPass> blinded = [];
    private readonly Dictionary<PassKeyId, Pass> passes = [];
    private readonly Dictionary<Week, ServiceDate> bound = [];
    private readonly HashSet<ServiceDate> sent = [];

    /// <summary>A wallet with chance of its own, as on a real phone.</summary>
    public PassWallet()
        : this(_ => DeviceRandom.Real)
    {
    }

    /// <summary>Whether it has the pass of a key.</summary>
    public bool Has(PassKeyId key) => passes.ContainsKey(key);

    /// <summary>Blinds passes for keys that it has none of yet; asked again, the same messages.</summary>
    public IReadOnlyList<BlindedToSend> Blind(IEnumerable<PassKey> keys) =>
    [
        .. keys.Where(key => !passes.ContainsKey(key.Id)).Select(key =>
        {
            if (!blinded.TryGetValue(key.Id, out var pass)) blinded[key.Id] = pass = BlindedPass.Draw(key, randomFor(key.Id));
            return new BlindedToSend(key.Id.ToString(), Base64Url.EncodeToString(pass.Blinded.Span));
        }),
    ];

    /// <summary>Takes the signatures of what was blinded.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">One is not its key's.</exception>
    public void Finish(IEnumerable<BlindSignature> signatures)
    {
        ArgumentNullException.ThrowIfNull(signatures);
        foreach (var signature in signatures)
        {
            if (!PassKeyId.TryParse(signature.KeyId, out var id) || !blinded.Remove(id, out var pass)) continue;
            passes[id] = pass.Finish(Base64Url.DecodeFromChars(signature.Signature));
        }
    }

    /// <summary>Dates that it has a day pass for that it has not sent yet, oldest first.</summary>
    public IReadOnlyList<ServiceDate> Unsent => [.. passes.Values.Where(pass => pass.Key.Kind == PassKind.Day && !sent.Contains(pass.Key.Date)).Select(pass => pass.Key.Date).Order()];

    /// <summary>
    /// The passes of a tap: the date's, and the week's if no other date has taken it. Asked again for the same date, the same two: a week pass is
    /// bound to the first day pass that it is sent with, before sending, and never sent with another.
    /// </summary>
    /// <returns>Null where there is no pass for the date.</returns>
    public (Pass Day, Pass? Week)? Take(ServiceDate date)
    {
        if (passes.Values.SingleOrDefault(pass => pass.Key.Kind == PassKind.Day && pass.Key.Date == date) is not { } day) return null;
        var week = passes.Values.SingleOrDefault(pass => pass.Key.Kind == PassKind.Week && pass.Key.Date.Week == date.Week);
        if (week is not null && !sent.Contains(date)) bound.TryAdd(date.Week, date);
        sent.Add(date);
        return (day, week is not null && bound.GetValueOrDefault(date.Week) == date ? week : null);
    }

    /// <summary>Which keys to collect at a local date and time: this week's remaining days and its pass, next week's from Thursday on, and before noon yesterday's.</summary>
    public static bool IsToCollect(PassKey key, DateTime local)
    {
        ArgumentNullException.ThrowIfNull(key);
        var today = DateOnly.FromDateTime(local);
        var from = TimeOnly.FromDateTime(local) < PassKey.DestroyedAt ? today.AddDays(-1) : today;
        var thisWeek = Week.Of(today);
        var to = local.DayOfWeek is DayOfWeek.Thursday or DayOfWeek.Friday or DayOfWeek.Saturday or DayOfWeek.Sunday ? thisWeek.Next.Sunday : thisWeek.Sunday;
        return key.LastDate >= from && key.LastDate <= to;
    }
}
