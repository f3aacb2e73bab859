namespace MoralePulse.Domain.Trends;

/// <summary>The names that NHSRplotthedots gives: for answers, rows and downloads, so that analysts meet words that they know.</summary>
public static class PlotTheDotsNames
{
    /// <summary>The rule that names a point: "7 Points Above CL"; "Common Cause" for none.</summary>
    public static string SpecialCauseType(SpecialCause? cause) => cause switch
    {
        { Rule: Rule.Outside, Way: Way.High } => "Above UCL",
        { Rule: Rule.Outside } => "Below LCL",
        { Rule: Rule.Trend, Way: Way.High } => "7 Point Trend (Increasing)",
        { Rule: Rule.Trend } => "7 Point Trend (Decreasing)",
        { Rule: Rule.TwoInThree, Way: Way.High } => "2 in 3 Above CL",
        { Rule: Rule.TwoInThree } => "2 in 3 Below CL",
        { Rule: Rule.Shift, Way: Way.High } => "7 Points Above CL",
        { } => "7 Points Below CL",
        null => "Common Cause",
    };

    /// <summary>What a point means: "special_cause_improvement"; "common_cause" for none.</summary>
    public static string PointType(SpecialCause? cause) => cause switch
    {
        { Meaning: Meaning.Improvement } => "special_cause_improvement",
        { Meaning: Meaning.Concern } => "special_cause_concern",
        { Way: Way.High } => "special_cause_neutral_high",
        { } => "special_cause_neutral_low",
        null => "common_cause",
    };

    /// <summary>The variation icon: "improvement_high".</summary>
    public static string VariationIcon(Variation variation) => variation switch
    {
        Variation.ImprovementHigh => "improvement_high",
        Variation.ImprovementLow => "improvement_low",
        Variation.ConcernHigh => "concern_high",
        Variation.ConcernLow => "concern_low",
        Variation.NeutralHigh => "neutral_high",
        Variation.NeutralLow => "neutral_low",
        _ => "common_cause",
    };

    /// <summary>The assurance type: "consistent_pass".</summary>
    public static string AssuranceType(Assurance assurance) => assurance switch
    {
        Assurance.Pass => "consistent_pass",
        Assurance.Fail => "consistent_fail",
        _ => "inconsistent",
    };

    /// <summary>The assurance icon: "pass".</summary>
    public static string AssuranceIcon(Assurance assurance) => assurance switch
    {
        Assurance.Pass => "pass",
        Assurance.Fail => "fail",
        _ => "inconsistent",
    };
}
