using System.Globalization;

namespace MoralePulse.Insight.Estimates;

/// <summary>Says what a pooled estimate is, in words that a manager understands.</summary>
public static class EstimateInWords
{
    /// <summary>The label that stands wherever an estimate is shown, so that nobody takes it for a figure.</summary>
    public const string Label = "Estimate";

    /// <summary>Whom the interval fits less: the rule that protects people hides it.</summary>
    public const string Limits =
        "Nine of ten such ranges hold what was really tapped. A team that nearly always taps the same looks a little more mixed here than it is, since one-sided taps are held back to protect people.";

    /// <summary>"About 63 % of all taps in this unit in the last 13 weeks were green, most likely between 52 % and 73 %. …"</summary>
    /// <param name="estimate">The estimate.</param>
    /// <param name="parent">What people call the unit that it leans on.</param>
    public static string Say(PooledEstimate estimate, string parent)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        return string.Create(CultureInfo.InvariantCulture,
            $"About {estimate.Share:0} % of all taps here in the last {EstimateUpkeep.Weeks} weeks were {estimate.Measure}, most likely between {estimate.Lower:0} % and {estimate.Upper:0} %. "
            + $"This is an estimate: {estimate.Taps} taps were released for this unit alone, in {Counted(estimate.Weeks)}, and for the rest it leans on {parent}.");
    }

    private static string Counted(int weeks) => weeks == 1 ? "one of those weeks" : string.Create(CultureInfo.InvariantCulture, $"{weeks} of those weeks");
}
