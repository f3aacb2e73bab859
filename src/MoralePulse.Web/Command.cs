using System.Runtime.InteropServices;
using Npgsql;

namespace MoralePulse.Web;

/// <summary>Runs one command with the process's settings and turns what goes wrong into one clear line.</summary>
public static class Command
{
    /// <summary>Runs it until it ends or the process is asked to stop.</summary>
    /// <returns>The process's exit code: 0 when done, 1 for a fault, 130 when stopped.</returns>
    public static async Task<int> Run(Func<IConfiguration, CancellationToken, Task<int>> command)
    {
        using var stopping = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        try
        {
            return await command(settings, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 130;
        }
        catch (Exception fault) when (fault is InvalidOperationException or NpgsqlException or IOException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }
    }
}
