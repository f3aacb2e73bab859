using System.Globalization;
using MoralePulse.Bench.Drain;
using MoralePulse.Bench.Drill;
using MoralePulse.Bench.Estimates;
using MoralePulse.Bench.Published;
using MoralePulse.Bench.Signals;
using MoralePulse.Bench.Trends;

if (args is [TrendRecompute.Worker, var insight]) return await TrendRecompute.Work(insight);
if (args is [OneTap.Name, var desk, var service, var subject, var unit]) return await OneTap.Run(desk, service, subject, unit);
if (args is [NodeHost.Command, var address]) return await NodeHost.Run(address);

var numbers = new Dictionary<string, int>();
foreach (var pair in args.Skip(1).Chunk(2))
{
    if (pair is not [var name, var value] || !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n == 0 || !numbers.TryAdd(name, n)) return Usage();
}

switch (args.FirstOrDefault())
{
    case "drill" when Knows("--events", "--between", "--seed"):
        var drill = new DrillPlan();
        var verdict = await CrashDrill.Run(drill with { Events = Number("--events", drill.Events), Between = Number("--between", drill.Between), Seed = Number("--seed", drill.Seed) }, Console.Out);
        return verdict.IsSound && verdict.NotMade.Count == 0 ? 0 : 1;
    case "drain" when Knows("--outboxes"):
        var drain = await OutboxDrain.Run(new() { Outboxes = Number("--outboxes", new DrainPlan().Outboxes) }, Console.Out);
        return drain.Early == 0 && drain.Counted == drain.Acknowledged && drain.Spent == drain.Acknowledged && drain.Took < TimeSpan.FromMinutes(1) ? 0 : 1;
    case "signals" when Knows("--seeds", "--history"):
        var signals = new SignalPlan();
        var tallies = SignalTrial.Run(signals with { Seeds = Number("--seeds", signals.Seeds), History = Number("--history", signals.History) }, Console.Error.WriteLine);
        SignalReport.Write(tallies, Console.Out);
        return tallies.All(SignalReport.MeetsGoals) ? 0 : 1;
    case "estimates" when Knows("--seeds"):
        var estimates = EstimateTrial.Run(new() { Seeds = Number("--seeds", new EstimatePlan().Seeds) }, Console.Error.WriteLine);
        EstimateReport.Write(estimates, Console.Out);
        return estimates.Where(tally => tally.Group.EndsWith(": all", StringComparison.Ordinal)).All(EstimateReport.IsGood) ? 0 : 1;
    case "trends" when Knows("--units"):
        var trends = new TrendPlan();
        return await TrendRecompute.Run(trends with { Units = Number("--units", trends.Units) }, Console.Out) ? 0 : 1;
    default:
        return Usage();
}

bool Knows(params string[] names) => numbers.Keys.All(names.Contains);

int Number(string name, int otherwise) => numbers.GetValueOrDefault(name, otherwise);

static int Usage()
{
    Console.Error.WriteLine("Usage: bench drill [--events N] [--between TAPS] [--seed N]\n       bench drain [--outboxes N]\n       bench signals [--seeds N] [--history WEEKS]\n       bench estimates [--seeds N]\n       bench trends [--units N]");
    return 2;
}
