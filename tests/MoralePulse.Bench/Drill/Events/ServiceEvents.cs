namespace MoralePulse.Bench.Drill.Events;

/// <summary>What befalls one of the two processes while the other goes on.</summary>
internal static class ServiceEvents
{
    private static readonly TimeSpan[] Steps = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(90), TimeSpan.FromMinutes(15)];

    public static async Task<string?> Kill(DrillWorld world, Random chance)
    {
        var node = world.Nodes[chance.Next(2)];
        if (!await DrillEvents.Until(() => Task.FromResult(world.Loop.InFlight > 0), TimeSpan.FromSeconds(10))) return "no request was on its way";
        node.Kill();
        await Task.Delay(chance.Next(300));
        await node.StartAgain();
        return null;
    }

    public static async Task<string?> Pause(DrillWorld world, Random chance)
    {
        var node = world.Nodes[chance.Next(2)];
        node.Pause();
        // Now and then for longer than phones wait, so that they have gone to the other process when this one goes on with their taps.
        await Task.Delay(chance.Next(5) == 0 ? 4000 : chance.Next(200, 1500));
        node.GoOn();
        await node.Ready(CancellationToken.None);
        return null;
    }

    public static async Task<string?> StepClock(DrillWorld world, Random chance)
    {
        var node = world.Nodes[chance.Next(2)];
        var step = Steps[chance.Next(Steps.Length)] * (chance.Next(2) == 0 ? 1 : -1);
        await node.SetClock(node.Offset == TimeSpan.Zero ? step : TimeSpan.Zero); // there, and the next time back
        if (node.Offset > -Steps[^1]) return null;
        // A simulated clock that this process drives stands until the process's own is where it was: nothing would be released for a quarter of an hour.
        await Task.Delay(TimeSpan.FromSeconds(3));
        await node.SetClock(TimeSpan.Zero);
        return null;
    }
}
