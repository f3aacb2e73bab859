using MoralePulse.Insight.Estimates;

namespace MoralePulse.Bench.Estimates;

/// <summary>Estimates beside what was really tapped, in percentage points.</summary>
/// <param name="Participation">Mean share of worked shifts after which people tap.</param>
/// <param name="Group">Which estimates these are.</param>
internal sealed record EstimateTally(double Participation, string Group)
{
    private int covered;
    private double width;
    private double ofEstimate;
    private double ofParent;
    private double ofOwn;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Mean distance of the estimate from what was tapped.</summary>
    public double ErrorOfEstimate => ofEstimate / Count;

    /// <summary>Mean distance of the parent's figure.</summary>
    public double ErrorOfParent => ofParent / Count;

    /// <summary>Mean distance of the share in the unit's own blocks.</summary>
    public double ErrorOfOwn => ofOwn / Count;

    /// <summary>Share of intervals that hold what was tapped, 0 to 1.</summary>
    public double Covered => covered / (double)Count;

    /// <summary>Mean width of the intervals.</summary>
    public double Width => width / Count;

    public void Add(PooledEstimate estimate, double tapped, double parent, double own)
    {
        Count++;
        ofEstimate += Math.Abs(estimate.Share - tapped);
        ofParent += Math.Abs(parent - tapped);
        ofOwn += Math.Abs(own - tapped);
        width += estimate.Upper - estimate.Lower;
        if (estimate.Lower <= tapped && tapped <= estimate.Upper) covered++;
    }
}
