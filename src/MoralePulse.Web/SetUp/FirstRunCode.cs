using MoralePulse.Insight.Pulses;
using MoralePulse.Issuance.SetUp;

namespace MoralePulse.Web.SetUp;

/// <summary>At a start without an organisation: makes the set-up code and says where it is, never what it is. Tried until the database answers.</summary>
internal sealed partial class FirstRunCode(PulseReader organisations, SetUpCode code, TimeProvider time, ILogger<FirstRunCode> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                if ((await organisations.Tree.All(stoppingToken)).Count > 0) code.Forget();
                else if (code.Make() is { } place) Made(log, place);
                return;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                await Task.Delay(TimeSpan.FromSeconds(2), time, stoppingToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "There is no organisation yet. Open /setup/first and enter the code that is in {Place}; it is good for a day.")]
    private static partial void Made(ILogger log, string place);
}
