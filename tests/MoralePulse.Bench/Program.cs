using System.Globalization;
using MoralePulse.Bench.Drill;
using MoralePulse.Bench.Trends;

if (args is [TrendRecompute.Worker, var insight]) return await TrendRecompute.Work(insight);
if (args is ["trends"]) return await TrendRecompute.Run(new(), Console.Out) ? 0 : 1;
if (args is not ["drill", .. var options] || options.Length % 2 != 0) return Usage();

var plan = new DrillPlan();
foreach (var pair in options.Chunk(2))
{
    if (!int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n == 0) return Usage();
    switch (pair[0])
    {
        case "--kills": plan = plan with { Kills = n }; break;
        case "--between": plan = plan with { Between = n }; break;
        default: return Usage();
    }
}

return (await CrashDrill.Run(plan, Console.Out)).IsSound ? 0 : 1;

static int Usage()
{
    Console.Error.WriteLine("Usage: bench drill [--kills N] [--between TAPS]\n       bench trends");
    return 2;
}
