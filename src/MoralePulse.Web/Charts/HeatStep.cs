namespace MoralePulse.Web.Charts;

/// <summary>One of the seven steps of the heat map's hue, from light (little) to dark (much). The number always stands in the cell too.</summary>
public static class HeatStep
{
    /// <summary>Lowest per cent of each step but the first.</summary>
    public static IReadOnlyList<int> From { get; } = [30, 40, 50, 60, 70, 80];

    /// <summary>The step of a whole per cent: 1 to 7.</summary>
    public static int Of(long percent) => 1 + From.Count(from => percent >= from);

    /// <summary>What a step spans, in whole per cent.</summary>
    /// <param name="step">1 to 7.</param>
    public static (int From, int To) Span(int step) => (step == 1 ? 0 : From[step - 2], step == 7 ? 100 : From[step - 1] - 1);
}
