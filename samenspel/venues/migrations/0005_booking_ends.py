"""The two ends of a booking as columns of their own, for the indexes of the calendar: a test on ranges is not leak-proof."""

import datetime

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("houses", "0002_wall"),
        ("venues", "0004_hall_planner"),
    ]

    operations = [
        migrations.AddField(
            model_name="hallbooking",
            name="ends_at",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("period", function="upper"),
                output_field=models.DateTimeField(),
            ),
        ),
        migrations.AddField(
            model_name="hallbooking",
            name="starts_at",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("period", function="lower"),
                output_field=models.DateTimeField(),
            ),
        ),
        migrations.AlterField(
            model_name="hallbooking",
            name="hall",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="bookings",
                to="venues.hall",
            ),
        ),
        migrations.AlterField(
            model_name="hallbooking",
            name="house",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, to="houses.house"
            ),
        ),
        migrations.AddIndex(
            model_name="hallbooking",
            index=models.Index(fields=["hall", "starts_at"], name="booking_of_hall"),
        ),
        migrations.AddIndex(
            model_name="hallbooking",
            index=models.Index(fields=["house", "starts_at"], name="booking_of_house"),
        ),
        migrations.AddConstraint(
            model_name="hallbooking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "ends_at__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("starts_at"), "+", models.Value(datetime.timedelta(days=366))
                        ),
                    )
                ),
                name="booking_at_most_a_year",
            ),
        ),
    ]
