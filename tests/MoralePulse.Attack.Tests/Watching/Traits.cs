using MoralePulse.Domain.Release;

namespace MoralePulse.Attack.Tests.Watching;

/// <summary>
/// By what the manner of a release might tell who in it differs: each way of looking sorts suspects into kinds, and what the kinds before it have told is not learned again. Whatever a rule should
/// hide and does not, such as that a release waited for somebody who differs, shows in some of them, without anybody telling the watcher which rule it is.
/// </summary>
internal static class Traits
{
    /// <summary>How many ways of looking there are.</summary>
    public const int Ways = 4;

    private static readonly ReleaseLimits Limits = new();

    /// <summary>For each way of looking, the kind of each suspect of a block.</summary>
    public static IReadOnlyList<int[]> Of(Suspects suspects)
    {
        var block = suspects.Block;
        var counts = block.Counts;
        var live = block.Home == Home.Live;
        var looked = block.At - (live ? TickSchedule.Standard.Live : TickSchedule.Standard.Others);
        var newcomers = Math.Min(suspects.All.Where(suspect => suspect.At >= looked).Sum(suspect => suspect.Chance), 6);
        var differ = Math.Min(counts.Total - counts.LargestMood - Limits.Dissent, 3);
        var size = Math.Min(counts.Total - Limits.MinimumTaps, 21);
        var kind = (int)block.Home.Kind;
        var afterLift = suspects.All.Any(suspect => suspect.IsLifted && suspect.At >= looked) ? 2 : suspects.All.Any(suspect => suspect.IsLifted) ? 1 : 0;
        var ways = Enumerable.Range(0, Ways).Select(_ => new int[suspects.All.Count]).ToList();
        var came = 0.0;
        foreach (var (at, suspect) in suspects.All.Index())
        {
            came += suspect.Chance;
            var left = counts.Total - came;
            var isNew = suspect.At >= looked;
            // Came since the last look, and with how many; how mixed; whether so many that it must have been looked at before.
            ways[0][at] = Kind(kind, isNew ? 1 + (int)Math.Round(newcomers) : 0, differ, size / 3);
            // As the how manieth she came, in a block of how many.
            ways[1][at] = Kind(size, Math.Min((int)(came + 0.5), 31) / 2, differ == 0 ? 0 : 1, 0);
            // How many came after her.
            ways[2][at] = Kind(Math.Min((int)(left + 0.5), 25), size > 5 ? 1 : 0, differ, live ? 1 : 0);
            // Whether she was lifted, and whether the block came at the first look after.
            ways[3][at] = Kind(suspect.IsLifted ? 1 : 0, afterLift, differ, Math.Min(size / 5, 3));
        }

        return ways;

        static int Kind(int first, int second, int third, int fourth) => ((first * 64 + second) * 8 + third) * 64 + fourth;
    }
}
