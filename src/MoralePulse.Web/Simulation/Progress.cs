using System.Globalization;

namespace MoralePulse.Web.Simulation;

/// <summary>A bar on a terminal, a plain line for every tenth elsewhere.</summary>
/// <param name="what">What goes on.</param>
/// <param name="output">Where to.</param>
/// <param name="isTerminal">Whether a line can be written over.</param>
internal sealed class Progress(string what, TextWriter output, bool isTerminal)
{
    private const int Width = 40;
    private int told = -1;

    /// <summary>To the standard output, or wherever else.</summary>
    public static Progress To(TextWriter output, string what) => new(what, output, output == Console.Out && !Console.IsOutputRedirected);

    /// <summary>Tells how far it is, where that is news.</summary>
    /// <param name="share">0 to 1.</param>
    /// <param name="detail">A few words.</param>
    public void Tell(double share, string detail)
    {
        var percent = (int)(100 * Math.Clamp(share, 0, 1));
        var step = isTerminal ? percent : percent / 10 * 10;
        if (step == told) return;
        told = step;
        if (isTerminal)
        {
            var filled = Width * percent / 100;
            output.Write(string.Create(CultureInfo.InvariantCulture, $"\r{what} [{new string('#', filled)}{new string('.', Width - filled)}] {percent,3} % {detail}\e[K{(percent == 100 ? "\n" : "")}"));
        }
        else
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {step} %, {detail}"));
        }

        output.Flush();
    }
}
