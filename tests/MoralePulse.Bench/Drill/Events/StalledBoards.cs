using MoralePulse.Bench.Drill.Boards;

namespace MoralePulse.Bench.Drill.Events;

/// <summary>Boards of one process that stop reading, beside others that read.</summary>
internal static class StalledBoards
{
    private const int Together = 2;
    private const int Wanted = 3; // frames; one tick brings two at most
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StallsWithin = TimeSpan.FromSeconds(2);

    public static async Task<string?> Stall(DrillWorld world, Random chance)
    {
        var node = world.Nodes[chance.Next(2)];
        var cookie = await BoardSession.Begin(node.Http, world.Busy.Ods.Value, DrillTrust.Executive);
        var stalled = new List<StalledBoard>();
        try
        {
            for (var n = 0; n < Together; n++) stalled.Add(await StalledBoard.Open(node.Address, cookie));
            using var deadline = new CancellationTokenSource(Longest);
            var memory = node.Memory;
            var dropped = stalled.Select(board => board.IsDropped(world.Busy.Units[0], deadline.Token)).ToList();
            await Task.Delay(StallsWithin);
            var beside = world.BoardsOf(node).Select(board => (Board: board, Had: board.Frames)).ToList();
            var ticks = await Ticks(world);
            // A tick with blocks comes every few seconds: the others are told of more than one before the first of these is dropped, or they were kept waiting.
            var first = Task.WhenAny(dropped);
            await DrillEvents.Until(() => Task.FromResult(first.IsCompleted || beside.All(one => one.Board.Frames >= one.Had + Wanted)), Longest);
            var untold = beside.Count(one => one.Board.Frames < one.Had + Wanted);
            var nothing = untold > 0 && await Ticks(world) <= ticks + Wanted;
            if (!nothing) world.Stalled.Disturbed += untold;
            foreach (var one in await Task.WhenAll(dropped))
            {
                if (one) world.Stalled.Dropped++;
                else world.Stalled.Kept++;
            }

            world.Stalled.MostMemory = Math.Max(world.Stalled.MostMemory, node.Memory - memory);
            return nothing ? "there was nothing to tell the others meanwhile" : null;
        }
        finally
        {
            foreach (var board in stalled) await board.DisposeAsync();
        }
    }

    // Ticks that have released something.
    private static Task<long> Ticks(DrillWorld world) => world.Database.Scalar<long>($"select count(distinct released_at) from published.block where ods = '{world.Busy.Ods}'");
}
