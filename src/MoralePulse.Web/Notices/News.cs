using System.Globalization;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Signals;
using MoralePulse.Insight.Trends;

namespace MoralePulse.Web.Notices;

/// <summary>What has changed of one signal of a unit since somebody was told last.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Signal">The signal.</param>
/// <param name="Opened">Whether it opened since.</param>
/// <param name="Closed">Whether it closed since.</param>
internal sealed record News(Unit Unit, Signal Signal, bool Opened, bool Closed)
{
    /// <summary>What kind of news it is: improvements as large as concerns.</summary>
    public NewsKind Kind => (Opened, Closed, Signal.Cause.Meaning) switch
    {
        (false, _, _) or (_, true, _) => NewsKind.Passed,
        (_, _, Meaning.Improvement) => NewsKind.Improvement,
        (_, _, Meaning.Concern) => NewsKind.Concern,
        _ => NewsKind.Change,
    };

    /// <summary>What stands above its sentences.</summary>
    public string Title => Kind switch
    {
        NewsKind.Improvement => DigestTexts.Improvement,
        NewsKind.Concern => DigestTexts.Concern,
        NewsKind.Change => DigestTexts.Change,
        _ => DigestTexts.Passed,
    };

    /// <summary>Its sentences.</summary>
    public string Words => string.Join(' ', Sentences());

    /// <summary>The news for somebody, in the tree's order: each change once, from the date that her interest in the unit counts from.</summary>
    /// <param name="changed">Signals, those that have changed since the earliest such date among them.</param>
    /// <param name="tree">The organisation's units.</param>
    /// <param name="from">From which date on she is told of a unit; null where she is not.</param>
    /// <param name="today">The organisation's date.</param>
    /// <param name="told">Names of changes that she has been told.</param>
    public static IReadOnlyList<News> Of(IEnumerable<Signal> changed, UnitTree tree, Func<Unit, DateOnly?> from, DateOnly today, IReadOnlySet<string> told)
    {
        var found = new List<News>();
        foreach (var signal in changed.Where(signal => signal.Scope.Kind == "unit"))
        {
            if (!tree.TryFind(signal.Scope.Code, out var unit) || unit.ClosedOn is not null || from(unit) is not { } since) continue;
            bool IsNew(DateOnly? date, string what) => date >= since && date <= today && !told.Contains(Name(signal, what));
            var news = new News(unit, signal, IsNew(signal.OpenedOn, "opened"), IsNew(signal.ClosedOn, "closed"));
            if (news.Opened || news.Closed) found.Add(news);
        }

        var order = tree.Below(tree.Root.Id).Select((unit, at) => (unit.Id, at)).ToDictionary();
        return [.. found.OrderBy(news => order[news.Unit.Id]).ThenBy(news => news.Signal.OpenedOn).ThenBy(news => news.Signal.Measure)];
    }

    /// <summary>Names of its changes of a date, so that they are told once although more may come on that date.</summary>
    public IEnumerable<string> NamesOn(DateOnly date)
    {
        if (Opened && Signal.OpenedOn == date) yield return Name(Signal, "opened");
        if (Closed && Signal.ClosedOn == date) yield return Name(Signal, "closed");
    }

    private static string Name(Signal signal, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{signal.Scope.Code}/{TrendNames.Of(signal.Measure)}/{signal.OpenedFor:yyyy-MM-dd}/{what}");

    private IEnumerable<string> Sentences()
    {
        // What opened and is over already asks nobody to look into it
        if (Opened && !Closed) yield return ChangeInWords.Opened(Signal.Measure, Signal.Cause, Signal.Since, Signal.OpenedFor);
        if (Closed) yield return ChangeInWords.Passed(Signal.Measure, Signal.Cause.Meaning, Signal.Since, Signal.LastSeen);
    }
}

/// <summary>Kinds of news, in the order in which a subject counts them.</summary>
internal enum NewsKind
{
    /// <summary>For the better.</summary>
    Improvement,

    /// <summary>For the worse.</summary>
    Concern,

    /// <summary>Neither.</summary>
    Change,

    /// <summary>Over.</summary>
    Passed,
}
