namespace MoralePulse.Domain.Trends;

/// <summary>The direction in which a measure improves.</summary>
public enum Better
{
    /// <summary>Higher is better: share of green.</summary>
    More,

    /// <summary>Lower is better: share of red.</summary>
    Fewer,

    /// <summary>Neither: a change is named, not judged.</summary>
    Neither,
}

/// <summary>What a change means for people.</summary>
public enum Meaning
{
    /// <summary>For the better.</summary>
    Improvement,

    /// <summary>For the worse.</summary>
    Concern,

    /// <summary>A change of a measure of which neither more nor fewer is better.</summary>
    Neutral,
}

/// <summary>The way in which points have left chance.</summary>
public enum Way
{
    /// <summary>Below, or falling.</summary>
    Low,

    /// <summary>Above, or rising.</summary>
    High,
}

/// <summary>Where improvement lies.</summary>
public static class BetterExtensions
{
    /// <summary>What a change in one way means.</summary>
    public static Meaning MeaningOf(this Better better, Way way) => better switch
    {
        Better.More => way == Way.High ? Meaning.Improvement : Meaning.Concern,
        Better.Fewer => way == Way.Low ? Meaning.Improvement : Meaning.Concern,
        _ => Meaning.Neutral,
    };
}
