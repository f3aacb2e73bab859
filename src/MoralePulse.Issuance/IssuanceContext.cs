using Microsoft.EntityFrameworkCore;
using MoralePulse.Issuance.Import;
using MoralePulse.Tree;

namespace MoralePulse.Issuance;

/// <summary>The directory and the organisation's tree, as an import reads and writes them. Set-based work on keys and passes is SQL beside its code.</summary>
/// <param name="options">The connection.</param>
public sealed class IssuanceContext(DbContextOptions<IssuanceContext> options) : DbContext(options)
{
    /// <summary>The schema that this side owns, beside <c>organisation</c>.</summary>
    public const string Schema = "issuance";

    private const string Organisation = "organisation";

    /// <summary>A context over this side's own connections.</summary>
    public static IssuanceContext Over(IssuanceDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        var options = new DbContextOptionsBuilder<IssuanceContext>();
        options.UseSide(database.Source, Schema);
        return new(options.Options);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<OrganisationRow>().ToTable("organisation", Organisation).HasKey(row => row.Ods);
        modelBuilder.Entity<SettingsRow>().ToTable("settings", Organisation).HasKey(row => row.Ods);
        modelBuilder.Entity<ClockRow>().ToTable("clock", Organisation).HasKey(row => row.Ods);
        modelBuilder.Entity<UnitRow>().ToTable("unit", Organisation).HasKey(row => new { row.Ods, row.Id });
        modelBuilder.Entity<ShiftRow>().ToTable("shift", Organisation).HasKey(row => new { row.Ods, row.Code });
        modelBuilder.Entity<StaffGroupRow>().ToTable("staff_group", Organisation).HasKey(row => new { row.Ods, row.Code });
        modelBuilder.Entity<PersonRow>().ToTable("person", Schema).HasKey(row => new { row.Ods, row.Person });
        modelBuilder.Entity<IdentityRow>().ToTable("identity", Schema).HasKey(row => new { row.Ods, row.Issuer, row.Subject });
        modelBuilder.Entity<RoleRow>().ToTable("role", Schema).HasKey(row => new { row.Ods, row.Person, row.Role });

        // Told so that rows are written in an order that the database's references allow. A unit's parent is not: that reference is deferred.
        modelBuilder.Entity<SettingsRow>().HasOne<OrganisationRow>().WithMany().HasForeignKey(row => row.Ods).OnDelete(DeleteBehavior.Restrict);
        modelBuilder.Entity<ClockRow>().HasOne<OrganisationRow>().WithMany().HasForeignKey(row => row.Ods).OnDelete(DeleteBehavior.Restrict);
        modelBuilder.Entity<UnitRow>().HasOne<OrganisationRow>().WithMany().HasForeignKey(row => row.Ods).OnDelete(DeleteBehavior.Restrict);
        modelBuilder.Entity<ShiftRow>().HasOne<OrganisationRow>().WithMany().HasForeignKey(row => row.Ods).OnDelete(DeleteBehavior.Restrict);
        modelBuilder.Entity<StaffGroupRow>().HasOne<OrganisationRow>().WithMany().HasForeignKey(row => row.Ods).OnDelete(DeleteBehavior.Restrict);
        modelBuilder.Entity<PersonRow>().HasOne<UnitRow>().WithMany().HasForeignKey(row => new { row.Ods, row.UnitId }).OnDelete(DeleteBehavior.Restrict);
        modelBuilder.Entity<PersonRow>().HasOne<StaffGroupRow>().WithMany().HasForeignKey(row => new { row.Ods, row.StaffGroup }).OnDelete(DeleteBehavior.Restrict);
        modelBuilder.Entity<IdentityRow>().HasOne<PersonRow>().WithMany().HasForeignKey(row => new { row.Ods, row.Person }).OnDelete(DeleteBehavior.Restrict);
        modelBuilder.Entity<RoleRow>().HasOne<PersonRow>().WithMany().HasForeignKey(row => new { row.Ods, row.Person }).OnDelete(DeleteBehavior.Restrict);
    }
}
