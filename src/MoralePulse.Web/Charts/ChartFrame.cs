using System.Globalization;
using MoralePulse.Domain.Trends;

namespace MoralePulse.Web.Charts;

/// <summary>Where the periods and values of a scale lie on a drawing.</summary>
/// <param name="Scale">The scale.</param>
/// <param name="Size">The drawing.</param>
public sealed record ChartFrame(ChartScale Scale, ChartSize Size)
{
    /// <summary>The right edge of the plot.</summary>
    public double Right => Size.Width - Size.Right;

    /// <summary>The lower edge of the plot.</summary>
    public double Bottom => Size.Height - Size.Bottom;

    /// <summary>From one period to the next.</summary>
    public double Pitch => (Right - Size.Left) / Scale.Periods;

    /// <summary>How large a point is drawn: smaller where they stand close.</summary>
    public double PointRadius => Math.Clamp(0.42 * Pitch, 2.4, Size.Point);

    /// <summary>The middle of a period.</summary>
    public double X(DateOnly date) => Size.Left + (Scale.Grain.PeriodsBetween(Scale.First, date) + 0.5) * Pitch;

    /// <summary>The beginning of a period, not left of the plot.</summary>
    public double Begin(DateOnly date) => Math.Max(Size.Left, X(date) - Pitch / 2);

    /// <summary>The end of a period, not right of the plot.</summary>
    public double End(DateOnly date) => Math.Min(Right, X(date) + Pitch / 2);

    /// <summary>The height of a value; one beyond the scale lies on its edge.</summary>
    public double Y(double value) => Bottom - (Math.Clamp(value, Scale.Low, Scale.High) - Scale.Low) / (Scale.High - Scale.Low) * (Bottom - Size.Top);

    /// <summary>A number of a drawing, to a tenth of its unit.</summary>
    public static string N(double number) => Math.Round(number, 1).ToString(CultureInfo.InvariantCulture);
}

/// <summary>A drawing's size and margins, in its own units.</summary>
/// <param name="Name">Its name in classes and ids.</param>
/// <param name="Width">Whole width.</param>
/// <param name="Height">Whole height.</param>
/// <param name="Left">Margin of the value labels.</param>
/// <param name="Right">Margin of the lines' labels.</param>
/// <param name="Top">Margin of marks.</param>
/// <param name="Bottom">Margin of the date labels.</param>
/// <param name="Point">Largest radius of a point.</param>
/// <param name="MostPeriods">Most periods that can be told apart.</param>
/// <param name="MostDates">Most dates that can be written below.</param>
/// <param name="LabelsLines">Whether lines are labelled at their ends.</param>
public sealed record ChartSize(string Name, int Width, int Height, int Left, int Right, int Top, int Bottom, double Point, int MostPeriods, int MostDates, bool LabelsLines)
{
    /// <summary>For a phone: text at its own size on 390 pixels.</summary>
    public static ChartSize Narrow { get; } = new("narrow", 360, 300, 42, 8, 46, 46, 5, 53, 5, false);

    /// <summary>For a desktop and for paper.</summary>
    public static ChartSize Wide { get; } = new("wide", 960, 400, 56, 150, 52, 52, 6, 106, 11, true);

    /// <summary>One of several beside each other, with the scale's ends labelled.</summary>
    public static ChartSize Small { get; } = new("small", 300, 130, 40, 6, 8, 26, 4, 53, 2, false);

    /// <summary>In a row of a table, without any text.</summary>
    public static ChartSize Spark { get; } = new("spark", 180, 76, 4, 4, 5, 5, 3.6, 26, 0, false);
}
