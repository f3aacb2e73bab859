using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Domain.Taps;

namespace MoralePulse.Tree;

/// <summary>How the words of the tree, of pools and of moods are written in the database and in JSON, both ways.</summary>
public static class Words
{
    private static readonly string[] UnitKinds = ["organisation", "directorate", "department", "team"];
    private static readonly string[] HomeKinds = ["unit", "live", "staff-group", "shift"];
    private static readonly string[] Moods = ["green", "amber", "red"];

    /// <summary>A level's word.</summary>
    public static string Of(UnitKind kind) => UnitKinds[(int)kind];

    /// <summary>A home kind's word.</summary>
    public static string Of(HomeKind kind) => HomeKinds[(int)kind];

    /// <summary>A mood's word.</summary>
    public static string Of(Mood mood) => Moods[(int)mood];

    /// <summary>The level of a word; null where there is none.</summary>
    public static UnitKind? UnitKind(string word) => Array.IndexOf(UnitKinds, word) is >= 0 and var at ? (UnitKind)at : null;

    /// <summary>The home kind of a word; null where there is none.</summary>
    public static HomeKind? HomeKind(string word) => Array.IndexOf(HomeKinds, word) is >= 0 and var at ? (HomeKind)at : null;

    /// <summary>The mood of a word; null where there is none.</summary>
    public static Mood? Mood(string word) => Array.IndexOf(Moods, word) is >= 0 and var at ? (Mood)at : null;
}
