using MoralePulse.Domain.Trends;

namespace MoralePulse.Insight.Trends;

/// <summary>How the words of trends are written in the database, in addresses and in JSON. One place, both ways.</summary>
public static class TrendNames
{
    private static readonly string[] Grains = ["day", "week", "month"];
    private static readonly string[] Measures = ["green", "red", "taps", "reach"];
    private static readonly string[] Rules = ["outside", "trend", "two-in-three", "shift"];
    private static readonly string[] Ways = ["low", "high"];
    private static readonly string[] Meanings = ["improvement", "concern", "neutral"];
    private static readonly string[] Variations = ["common-cause", "improvement-high", "improvement-low", "concern-high", "concern-low", "neutral-high", "neutral-low"];
    private static readonly string[] Assurances = ["hit-or-miss", "pass", "fail"];

    /// <summary>A grain's word.</summary>
    public static string Of(Grain grain) => Grains[(int)grain];

    /// <summary>A measure's word.</summary>
    public static string Of(Measure measure) => Measures[(int)measure];

    /// <summary>A rule's word.</summary>
    public static string Of(Rule rule) => Rules[(int)rule];

    /// <summary>A way's word.</summary>
    public static string Of(Way way) => Ways[(int)way];

    /// <summary>A meaning's word.</summary>
    public static string Of(Meaning meaning) => Meanings[(int)meaning];

    /// <summary>A variation icon's word.</summary>
    public static string Of(Variation variation) => Variations[(int)variation];

    /// <summary>An assurance icon's word.</summary>
    public static string Of(Assurance assurance) => Assurances[(int)assurance];

    /// <summary>The grain of a word; null where there is none.</summary>
    public static Grain? Grain(string? word) => Array.IndexOf(Grains, word) is >= 0 and var at ? (Grain)at : null;

    /// <summary>The measure of a word; null where there is none.</summary>
    public static Measure? Measure(string? word) => Array.IndexOf(Measures, word) is >= 0 and var at ? (Measure)at : null;

    /// <summary>The rule of a word; null where there is none.</summary>
    public static Rule? Rule(string? word) => Array.IndexOf(Rules, word) is >= 0 and var at ? (Rule)at : null;

    /// <summary>The way of a word; null where there is none.</summary>
    public static Way? Way(string? word) => Array.IndexOf(Ways, word) is >= 0 and var at ? (Way)at : null;

    /// <summary>The meaning of a word; null where there is none.</summary>
    public static Meaning? Meaning(string? word) => Array.IndexOf(Meanings, word) is >= 0 and var at ? (Meaning)at : null;
}
