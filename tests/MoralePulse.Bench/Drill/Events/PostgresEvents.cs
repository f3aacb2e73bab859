using Npgsql;

namespace MoralePulse.Bench.Drill.Events;

/// <summary>What befalls PostgreSQL.</summary>
internal static class PostgresEvents
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>It ends without a checkpoint and is started again.</summary>
    public static async Task<string?> Stop(DrillWorld world, bool killed)
    {
        if (!await DrillEvents.Until(() => Task.FromResult(world.Loop.InFlight > 0), Longest)) return "no request was on its way";
        if (killed) world.Server.Kill();
        else world.Server.StopAtOnce();
        await world.Server.StartAgain();
        await Well(world);
        return null;
    }

    /// <summary>Its disk is full until that has been felt: taps are refused, or it has ended itself because it could not write its log.</summary>
    public static async Task<string?> FillDisk(DrillWorld world, Random chance)
    {
        if (world.Disk is not { } disk) return world.NoDisk;
        var (busy, ofLog) = (world.Loop.Busy, chance.Next(2) == 0);
        disk.Fill();
        try
        {
            var felt = await DrillEvents.Until(
                async () =>
                {
                    if (ofLog && world.Server.IsRunning) await SwitchLog(world);
                    return world.Loop.Busy > busy || !world.Server.IsRunning;
                },
                Longest);
            if (!felt) return "nothing needed more room";
        }
        finally
        {
            disk.MakeRoom();
            await Well(world);
        }

        return null;
    }

    // Has it begin another file of its write-ahead log, for which there is no room.
    private static async Task SwitchLog(DrillWorld world)
    {
        try
        {
            await world.Database.Execute("select pg_switch_wal()");
        }
        catch (NpgsqlException)
        {
            // That is what is wanted.
        }
    }

    private static async Task Well(DrillWorld world)
    {
        await world.WaitForPostgres();
        foreach (var node in world.Nodes) await node.Ready(CancellationToken.None);
    }
}
