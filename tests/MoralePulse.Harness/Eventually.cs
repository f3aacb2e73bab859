using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MoralePulse.Harness;

/// <summary>Waits for what another thread or process brings about. How soon it comes is no test's matter, so patience is long: a busy machine is no fault.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Waits until something is so.</summary>
    /// <param name="so">Whether it is.</param>
    /// <param name="what">What is waited for, in words.</param>
    /// <exception cref="TimeoutException">It was not within a minute.</exception>
    public static async Task Holds(Func<Task<bool>> so, [CallerArgumentExpression(nameof(so))] string what = "")
    {
        ArgumentNullException.ThrowIfNull(so);
        for (var began = Stopwatch.GetTimestamp(); !await so(); await Task.Delay(25))
            if (Stopwatch.GetElapsedTime(began) > Patience) throw new TimeoutException($"It did not come to this within {Patience.TotalSeconds} seconds: {what}");
    }

    /// <inheritdoc cref="Holds(Func{Task{bool}}, string)"/>
    public static Task Holds(Func<bool> so, [CallerArgumentExpression(nameof(so))] string what = "") => Holds(() => Task.FromResult(so()), what);
}
