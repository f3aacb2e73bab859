using MoralePulse.Bench.Drill.Wire;

namespace MoralePulse.Bench.Drill.Events;

/// <summary>Connections that break where it hurts.</summary>
internal static class Cuts
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>Between service and PostgreSQL, at a COMMIT of whichever process comes first.</summary>
    public static async Task<string?> Cut(DrillWorld world, WireCut cut)
    {
        foreach (var node in world.Nodes) node.Proxy.Cut = cut;
        try
        {
            await cut.Made.WaitAsync(Longest);
            return null;
        }
        catch (TimeoutException)
        {
            return "no such COMMIT came";
        }
        finally
        {
            foreach (var node in world.Nodes) node.Proxy.Cut = null;
        }
    }

    /// <summary>Between phones and service: the next few requests are dropped right after sending.</summary>
    public static async Task<string?> Drop(DrillWorld world, Random chance)
    {
        var (before, wanted) = (world.Loop.Dropped, chance.Next(3, 12));
        world.Loop.DropNext(wanted);
        return await DrillEvents.Until(() => Task.FromResult(world.Loop.Dropped >= before + wanted), Longest) ? null : "too few requests came";
    }
}
