using MoralePulse.Insight.Signals;
using MoralePulse.Issuance.Notices;
using MoralePulse.Tree;

namespace MoralePulse.Web.Notices;

/// <summary>
/// Makes the digests and cards that are due: one a day at most, none without news. Here the two sides meet, in memory: who chose what comes from
/// Issuance, what has changed from Insight, and no statement joins them.
/// </summary>
/// <param name="signals">What has changed.</param>
/// <param name="due">Who may be told.</param>
/// <param name="outbox">Takes what is to be sent.</param>
/// <param name="options">What is switched on.</param>
public sealed class DigestRound(SignalReader signals, DueNotices due, Outbox outbox, NoticeOptions options)
{
    private const int LongestAgo = 7;

    /// <summary>Makes what is due in one organisation on its date. Running it again, or on two nodes at once, adds nothing.</summary>
    public async Task Run(OrganisationNow here, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(here);
        var (ods, today) = (here.Organisation.Ods, here.Today);
        await outbox.Tidy(ods, today, stop);
        if (here.Organisation.Simulated && !options.Simulated) return;
        var readers = options.HasMail ? await due.Readers(ods, today, stop) : [];
        var channels = options.HasWebhooks ? await due.Channels(ods, today, stop) : [];
        if (readers.Count + channels.Count == 0) return;

        var earliest = readers.SelectMany(reader => reader.Chosen.Values.Select(chosen => From(chosen, reader.Told, today))).Concat(channels.Select(channel => From(channel.SetOn, channel.Told, today))).Min();
        if (await signals.ChangedSince(ods, earliest, stop) is not { Count: > 0 } changed) return;
        var links = new Links(options.PublicAddress!);
        foreach (var reader in readers) await Tell(here, reader, changed, links, stop);
        foreach (var channel in channels) await Tell(here, channel, changed, links, stop);
    }

    private async Task Tell(OrganisationNow here, NoticeReader reader, IReadOnlyList<Signal> changed, Links links, CancellationToken stop)
    {
        var tree = here.Organisation.Tree;
        var news = News.Of(
            changed, tree, unit => reader.Chosen.TryGetValue(unit.Id, out var chosen) && reader.Viewer.MayBeTold(unit, tree) ? From(chosen, reader.Told, here.Today) : null, here.Today, reader.Told.News);
        if (news.Count == 0) return;
        var mail = new Digest(here, news, links, reader.Token).Compose();
        await outbox.Put(here.Organisation.Ods, here.Today, reader, news.SelectMany(one => one.NamesOn(here.Today)), mail, stop);
    }

    private async Task Tell(OrganisationNow here, NoticeChannel channel, IReadOnlyList<Signal> changed, Links links, CancellationToken stop)
    {
        var tree = here.Organisation.Tree;
        if (!tree.TryFind(channel.UnitId, out var own) || !channel.Setter.Leads(own, tree)) return;
        var news = News.Of(changed, tree, unit => unit == own ? From(channel.SetOn, channel.Told, here.Today) : null, here.Today, channel.Told.News);
        if (news.Count == 0) return;
        await outbox.Put(here.Organisation.Ods, here.Today, channel, news.SelectMany(one => one.NamesOn(here.Today)), UnitCard.Compose(here, own, news, links), stop);
    }

    // The last notice's own date is looked at again: what came after it on that date was not in it. Nobody is told history: where mail was off for long, or an address missing, a week counts.
    private static DateOnly From(DateOnly chosen, ToldSoFar told, DateOnly today)
    {
        var from = told.On is { } on && on > chosen ? on : chosen;
        var oldest = today.AddDays(-LongestAgo);
        return from > oldest ? from : oldest;
    }
}
