using System.Diagnostics;
using System.Globalization;

namespace MoralePulse.Harness;

/// <summary>Signals of Unix to a process that the caller started.</summary>
public static class UnixSignal
{
    /// <summary>Sends one, and returns when it has been delivered.</summary>
    /// <param name="process">The process's id.</param>
    /// <param name="name">Its name without SIG: "STOP", "CONT", "QUIT".</param>
    /// <exception cref="InvalidOperationException">There is no such process, or no such signal.</exception>
    public static void Send(int process, string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        if (kill.ExitCode != 0) throw new InvalidOperationException($"SIG{name} did not reach process {process}.");
    }

    /// <summary>Whether a process lives.</summary>
    public static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
