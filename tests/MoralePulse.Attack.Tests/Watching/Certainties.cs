using MoralePulse.Domain.Release;
using MoralePulse.Domain.Taps;

namespace MoralePulse.Attack.Tests.Watching;

/// <summary>
/// Which ratings follow with certainty: where all that may be in a block is in it, what is left of it without those who have told may be of one mood; and where a failed check proves that nearly all were
/// of one mood, who has told that she was not clears the others.
/// </summary>
internal static class Certainties
{
    /// <summary>Ratings that the watcher knows beyond doubt, by the tap's number; none of those that he was told.</summary>
    /// <param name="blocks">Blocks with suspects.</param>
    /// <param name="knowledge">What he starts from.</param>
    /// <param name="byFailure">How many of them a failed check proves.</param>
    public static IReadOnlyDictionary<int, Mood> Of(IReadOnlyList<Suspects> blocks, Knowledge knowledge, out int byFailure)
    {
        var certain = new Dictionary<int, Mood>();
        var proven = 0;
        // What one block tells may settle another: until nothing more follows.
        for (var known = -1; known < certain.Count;)
        {
            known = certain.Count;
            foreach (var suspects in blocks.Where(suspects => suspects.IsWhole))
            {
                WhatIsLeft(suspects);
                if (!FailedChecks.MayHaveBeenMixed) WhatFailed(suspects);
            }
        }

        byFailure = proven;
        return certain;

        // What is left of a block without those that are known is of one mood.
        void WhatIsLeft(Suspects suspects)
        {
            var left = new Dictionary<Mood, int> { [Mood.Green] = suspects.Block.Counts.Green, [Mood.Amber] = suspects.Block.Counts.Amber, [Mood.Red] = suspects.Block.Counts.Red };
            var unknown = new List<int>();
            foreach (var suspect in suspects.All)
            {
                if (Known(suspect.Tap) is { } mood) left[mood]--;
                else unknown.Add(suspect.Tap);
            }

            if (unknown.Count == 0 || left.Count(mood => mood.Value > 0) != 1) return;
            foreach (var tap in unknown) certain[tap] = left.Single(mood => mood.Value > 0).Key;
        }

        // Of what failed a check fewer than d were not of one mood: where so many of them are known, the others are of it.
        void WhatFailed(Suspects suspects)
        {
            var held = suspects.All.Where(suspect => suspect.IsHeld && !suspect.IsLifted).Select(suspect => suspect.Tap).ToList();
            var most = new ReleaseLimits().Dissent - 1;
            var counts = suspects.Block.Counts;
            var possible = new[] { (Mood.Green, counts.Green), (Mood.Amber, counts.Amber), (Mood.Red, counts.Red) }.Where(mood => mood.Item2 >= held.Count - most).Select(mood => mood.Item1).ToList();
            if (held.Count == 0 || possible.Count != 1 || held.Count(tap => Known(tap) is { } mood && mood != possible[0]) < most) return;
            foreach (var tap in held.Where(tap => Known(tap) is null))
            {
                certain[tap] = possible[0];
                proven++;
            }
        }

        Mood? Known(int tap) => knowledge.Told.TryGetValue(tap, out var mood) || certain.TryGetValue(tap, out mood) ? mood : null;
    }
}
